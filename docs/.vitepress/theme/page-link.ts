import { withBase } from 'vitepress';
import { useText } from './live/use-text.ts';

/** @returns where a page of this site is in the reader's language: `labs/05-nginx.html`, `present/`. */
export function usePageLink(): (path: string) => string {
  const { language } = useText();
  return (path) => withBase(`${language.value === 'en' ? '/' : `/${language.value}/`}${path}`);
}
