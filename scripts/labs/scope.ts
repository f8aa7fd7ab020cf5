/** What was opened for a while, and is given back in reverse order. */
export class Scope {
  readonly #stopping = new AbortController();
  readonly #releases: (() => unknown)[] = [];
  #closed: Promise<void> | undefined;

  /** Aborts when the scope closes: whoever waits for something in it can stop waiting. */
  get signal(): AbortSignal {
    return this.#stopping.signal;
  }

  /** @param release called when the scope closes; at once when it has closed already. */
  defer(release: () => unknown): void {
    if (this.#closed) {
      // Whoever opened this had been overtaken; the close that is under way waits for it too.
      this.#closed = this.#closed.then(async () => {
        await release();
      });
    } else this.#releases.push(release);
  }

  /**
   * Gives everything back, each thing even if another one fails. Idempotent.
   * @throws {AggregateError} with what could not be given back.
   */
  async close(): Promise<void> {
    this.#closed ??= this.#release();
    // What is deferred meanwhile is appended to `#closed`.
    let waitedFor: Promise<void> | undefined;
    while (waitedFor !== this.#closed) {
      waitedFor = this.#closed;
      await waitedFor;
    }
  }

  async #release(): Promise<void> {
    this.#stopping.abort();
    const failures: unknown[] = [];
    for (const release of this.#releases.reverse()) {
      try {
        await release();
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw new AggregateError(failures, 'Not everything was given back');
  }
}
