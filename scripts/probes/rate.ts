/** Turns a counter that only grows into a rate. */
export class Rate {
  #last: { count: number; at: number } | undefined;

  /**
   * @param count the counter now.
   * @param at now, in ms.
   * @returns how much it grew per second since the last call; null at first and after a reset.
   */
  perSecond(count: number, at = performance.now()): number | null {
    const last = this.#last;
    this.#last = { count, at };
    if (!last || count < last.count || at <= last.at) return null;
    return ((count - last.count) * 1_000) / (at - last.at);
  }
}
