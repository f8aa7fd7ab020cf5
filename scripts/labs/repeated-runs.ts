/** Does one thing again and again, never two at once: who asks anew cancels what is under way. */
export class RepeatedRuns {
  readonly #run: (signal: AbortSignal) => Promise<void>;
  readonly #onError: (error: unknown) => void;
  #cancel = new AbortController();
  #isWanted = false;
  #isClosed = false;
  #working: Promise<void> | undefined;

  /** @param onError called with what a run throws that was not cancelled. */
  constructor(run: (signal: AbortSignal) => Promise<void>, onError: (error: unknown) => void) {
    this.#run = run;
    this.#onError = onError;
  }

  get isRunning(): boolean {
    return this.#working !== undefined;
  }

  request(): void {
    if (this.#isClosed) return;
    this.#isWanted = true;
    this.#cancel.abort();
    this.#working ??= this.#work();
  }

  /** Cancels for good. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.cancel();
  }

  /** Cancels, and resolves when nothing is under way. */
  async cancel(): Promise<void> {
    this.#isWanted = false;
    this.#cancel.abort();
    await this.#working;
  }

  async #work(): Promise<void> {
    // However often it was asked for while a run ended, one run follows.
    while (this.#isWanted) {
      this.#isWanted = false;
      this.#cancel = new AbortController();
      const { signal } = this.#cancel;
      try {
        await this.#run(signal);
      } catch (error) {
        if (!signal.aborted) this.#onError(error);
      }
    }
    this.#working = undefined;
  }
}
