/** What happens to the running stack, a line each: kept in a file, and told to whoever listens. */
import { appendFileSync } from 'node:fs';
import type { Text } from '../language/text.ts';

export class Journal {
  readonly #path: string;
  readonly #listeners = new Set<(text: Text) => void>();

  /** @param path of a file in an existing folder; it is appended to. */
  constructor(path: string) {
    this.#path = path;
  }

  readonly note = (text: Text): void => {
    appendFileSync(this.#path, `${new Date().toISOString()} ${text.en}\n`);
    for (const listener of this.#listeners) listener(text);
  };

  /** Calls back with every new entry; returns how to stop. */
  subscribe(listener: (text: Text) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
