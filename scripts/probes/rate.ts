/** Turns a counter that only grows into a rate. */

/** Over a shorter time a steady stream of packets looks like silence, or like a storm. */
const shortestMilliseconds = 500;

export class Rate {
  #since: { count: number; at: number } | undefined;
  #perSecond: number | null = null;

  /**
   * @param count the counter now.
   * @param at now, in ms.
   * @returns how much it grew per second since it was last measured; null at first and after a reset.
   */
  perSecond(count: number, at = performance.now()): number | null {
    const since = this.#since;
    if (since && count >= since.count && at - since.at < shortestMilliseconds) {
      return this.#perSecond;
    }
    const isMeasurable = since !== undefined && count >= since.count;
    this.#perSecond = isMeasurable ? ((count - since.count) * 1_000) / (at - since.at) : null;
    this.#since = { count, at };
    return this.#perSecond;
  }
}
