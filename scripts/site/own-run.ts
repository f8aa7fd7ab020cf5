/** The reader's own run of the bench, drawn once for each time it was written. */
import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { OwnRun } from '../bench/report/part.ts';
import { readResults } from '../bench/results-file.ts';
import { tsxArguments } from '../system/tsx-process.ts';

const program = fileURLToPath(new URL('../bench/report/show-parts.ts', import.meta.url));
const limitMilliseconds = 60_000;
const largestBytes = 64 * 1024 * 1024;

export class OwnRunReader {
  readonly #file: string;
  readonly #closing = new AbortController();
  #drawn: { from: string; run: Promise<OwnRun | null> } | undefined;

  /** @param file of the results (absolute). */
  constructor(file: string) {
    this.#file = file;
  }

  /**
   * @returns null when nothing was measured yet.
   * @throws {WorkshopError} when the file is there and is no file of results.
   */
  async read(): Promise<OwnRun | null> {
    const facts = await stat(this.#file).catch(() => null);
    if (!facts) return null;
    const from = `${facts.mtimeMs} ${facts.size}`;
    if (this.#drawn?.from !== from) this.#drawn = { from, run: this.#draw() };
    const { run } = this.#drawn;
    // What failed is tried again when it is asked for again.
    run.catch(() => {
      if (this.#drawn?.run === run) this.#drawn = undefined;
    });
    return run;
  }

  /** Ends a drawing that is under way. */
  close(): void {
    this.#closing.abort();
  }

  async #draw(): Promise<OwnRun | null> {
    // Refuses a broken file with words of its own, here.
    if (!(await readResults(this.#file))) return null;
    const args = [...tsxArguments, program, this.#file];
    const { stdout } = await promisify(execFile)(process.execPath, args, {
      timeout: limitMilliseconds,
      maxBuffer: largestBytes,
      signal: this.#closing.signal,
    });
    return JSON.parse(stdout) as OwnRun | null;
  }
}
