import type { Language, Text } from './text.ts';

/**
 * An error that serves its reader: what was tried and found, and what mends it.
 * Programs show it with `describeError` and end with exit code 1.
 */
export class WorkshopError extends Error {
  readonly found: Text;
  readonly remedy: Text | undefined;

  constructor(found: Text, remedy?: Text, options?: ErrorOptions) {
    super(found.en, options);
    this.name = 'WorkshopError';
    this.found = found;
    this.remedy = remedy;
  }
}

/** What an error says, in every language it has words for. */
export const textOf = (error: Error): Text =>
  error instanceof WorkshopError ? error.found : { en: error.message, es: error.message };

/** One sentence about what was found, and one line with the remedy, in the reader's language. */
export function describeError(error: unknown, language: Language): string {
  if (!(error instanceof WorkshopError)) {
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
  const remedy = error.remedy?.[language];
  return remedy ? `${error.found[language]}\n  → ${remedy}` : error.found[language];
}
