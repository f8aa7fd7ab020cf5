import { languages, numberLocales, type Text } from '../language/text.ts';

/** A number with one decimal, as each language writes it. */
export function oneDecimal(value: number): Text {
  const digits = { minimumFractionDigits: 1, maximumFractionDigits: 1 };
  return Object.fromEntries(
    languages.map((language) => [language, value.toLocaleString(numberLocales[language], digits)]),
  ) as Text;
}
