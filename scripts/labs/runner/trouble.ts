/** What kept checks from being run, as it is handed on to a page. */
import type { Text } from '../../language/text.ts';
import { WorkshopError } from '../../language/workshop-error.ts';

export interface Trouble {
  found: Text;
  remedy: Text | null;
}

export function troubleOf(error: unknown): Trouble {
  if (error instanceof WorkshopError) return { found: error.found, remedy: error.remedy ?? null };
  const words = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { found: { en: words, es: words }, remedy: null };
}

/** On the other side of a process: the error again. */
export const errorOf = ({ found, remedy }: Trouble): WorkshopError =>
  new WorkshopError(found, remedy ?? undefined);
