/** Turns a counter that only grows into a rate. */

/** Over a shorter time a steady stream of packets looks like silence, or like a storm. */
const shortestMilliseconds = 500;

export class Rate {
  readonly #windowMilliseconds: number;
  /** The oldest is what the next count is compared with. */
  #samples: { count: number; at: number }[] = [];
  #perSecond: number | null = null;

  /** @param windowMilliseconds over how long to average; 0: since the last measurement. */
  constructor(windowMilliseconds = 0) {
    this.#windowMilliseconds = windowMilliseconds;
  }

  /**
   * @param count the counter now.
   * @param at now, in ms.
   * @returns how much it grew per second within the window; null at first and after a reset.
   */
  perSecond(count: number, at = performance.now()): number | null {
    const last = this.#samples.at(-1);
    const isReset = last !== undefined && count < last.count;
    if (last && !isReset && at - last.at < shortestMilliseconds) return this.#perSecond;
    const kept = isReset ? [] : this.#samples;
    const since = kept[0];
    this.#perSecond = since ? ((count - since.count) * 1_000) / (at - since.at) : null;
    const samples = [...kept, { count, at }];
    // The newest of those that are as old as the window, or older, is where it begins.
    const begin = samples.findLastIndex((each) => at - each.at >= this.#windowMilliseconds);
    this.#samples = samples.slice(Math.max(0, begin));
    return this.#perSecond;
  }
}
