import { useData } from 'vitepress';
import { type ComputedRef, computed } from 'vue';
import type { Language, Text } from '../../../../scripts/language/text.ts';

/** The page's language, and how to say a text in it. */
export function useText(): { language: ComputedRef<Language>; say: (text: Text) => string } {
  const { lang } = useData();
  const language = computed<Language>(() => (lang.value.startsWith('es') ? 'es' : 'en'));
  return { language, say: (text) => text[language.value] };
}
