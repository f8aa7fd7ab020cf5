/** What a process prints, of which only the last lines are kept. */
export class LimitedOutput {
  static readonly limitBytes = 256 * 1_024;
  static readonly #keptCharacters = 8_000;

  /** Resolves when more came than the limit allows. */
  readonly flooded: Promise<void>;
  #flood: () => void = () => {};
  #bytes = 0;
  #kept = '';

  constructor() {
    this.flooded = new Promise((resolve) => {
      this.#flood = resolve;
    });
  }

  get isFlooded(): boolean {
    return this.#bytes > LimitedOutput.limitBytes;
  }

  add(chunk: Buffer): void {
    this.#bytes += chunk.length;
    this.#kept = (this.#kept + chunk.toString()).slice(-LimitedOutput.#keptCharacters);
    if (this.isFlooded) this.#flood();
  }

  text(): string {
    return this.#kept;
  }
}
