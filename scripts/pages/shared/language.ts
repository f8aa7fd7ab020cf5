/** The reader's language in a page, and the texts in that language. */
import { type Language, languages, type Text } from '../../language/text.ts';

/** `?lang=es` if given, else the first language of the browser that the workshop speaks. */
export const pageLanguage: Language = chooseLanguage(
  new URLSearchParams(location.search).get('lang'),
  navigator.languages,
);

/** Exported for its unit test. */
export function chooseLanguage(wish: string | null, browserLanguages: readonly string[]): Language {
  const wishes = [wish, ...browserLanguages].map((tag) => tag?.toLowerCase().split('-')[0]);
  return languages.find((language) => language === wishes.find(isSpoken)) ?? 'en';
}

function isSpoken(tag: string | undefined): boolean {
  return languages.some((language) => language === tag);
}

/** Of the site's home page. */
const homePaths: Readonly<Record<Language, string>> = { en: '/', es: '/es/' };

export const inPageLanguage = (text: Text): string => text[pageLanguage];

/**
 * Fills every `data-text="key"` element of the page with its text.
 * @throws {Error} when the page names a text that the table does not have.
 */
export function fillTexts(texts: Readonly<Record<string, Text>>): void {
  document.documentElement.lang = pageLanguage;
  for (const element of document.querySelectorAll<HTMLElement>('[data-text]')) {
    const key = element.dataset.text ?? '';
    const text = texts[key];
    if (!text) throw new Error(`The page has no text for "${key}".`);
    element.textContent = inPageLanguage(text);
  }
  for (const link of document.querySelectorAll<HTMLAnchorElement>('a[href^="/"]')) {
    if (link.pathname === '/') link.pathname = homePaths[pageLanguage];
    // The other plain page opens as this one was: in its language, with the same stages.
    else link.search = location.search;
  }
}
