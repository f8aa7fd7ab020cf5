import type { Text } from '../language/text.ts';

/** A header of an answer, in a check's words. */
export const seenHeader = (name: string, value: string | undefined): Text => ({
  en: value ? `${name}: ${value}` : `No ${name}.`,
  es: value ? `${name}: ${value}` : `No hay ${name}.`,
});

/** Which answer something was seen in. */
export const inAnswer = (status: number, seen: Text): Text => ({
  en: `In the answer, a ${status}: ${seen.en}`,
  es: `En la respuesta, un ${status}: ${seen.es}`,
});
