import { languages, type Text } from '../language/text.ts';

/** A number with one decimal, written with each language's own decimal mark: `79.6`, `79,6`. */
export function oneDecimal(value: number): Text {
  const digits = { minimumFractionDigits: 1, maximumFractionDigits: 1 };
  return Object.fromEntries(
    languages.map((language) => [language, value.toLocaleString(language, digits)]),
  ) as Text;
}
