/** Figures as the class reads them. A page's own helpers know their language from its address; a slide's do not. */
import { type Language, numberLocales } from '../../../../../scripts/language/text.ts';

/** What stands where a figure is not known yet. */
export const unknown = '–';

/** @returns the number as readers of the language write it, or a dash. */
export const written = (value: number | null, language: Language, digits = 0): string =>
  value === null
    ? unknown
    : value.toLocaleString(numberLocales[language], {
        minimumFractionDigits: digits,
        maximumFractionDigits: digits,
      });
