/** What goes wrong in a page, in words for its reader. */
import type { Text } from '../../language/text.ts';
import { ApiRefusal } from './api.ts';

/** A stage that cannot be run. */
export class StageProblem extends Error {
  readonly text: Text;

  constructor(text: Text, cause: unknown) {
    super(text.en, { cause });
    this.name = 'StageProblem';
    this.text = text;
  }
}

/** In the reader's words where there are any. */
export function failureText(error: unknown): Text {
  if (error instanceof ApiRefusal || error instanceof StageProblem) return error.text;
  const message = error instanceof Error ? error.message : String(error);
  return { en: `It failed: ${message}`, es: `Falló: ${message}` };
}
