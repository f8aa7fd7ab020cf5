/** Sends each packet when its time has come; with equal times, in the order they came. */

/** Node's timers may fire a little early. */
const earlyMilliseconds = 0.5;

export class DelayLine {
  /** By departure, the next one first. */
  #waiting: { departsAt: number; send: () => void }[] = [];
  #timer: NodeJS.Timeout | undefined;
  #timerAt = Number.POSITIVE_INFINITY;

  /** @param departsAt in ms of `performance.now()`. */
  push(departsAt: number, send: () => void): void {
    const after = this.#waiting.findLastIndex((other) => other.departsAt <= departsAt);
    this.#waiting.splice(after + 1, 0, { departsAt, send });
    this.#sendDue();
  }

  /** Forgets what has not been sent. */
  clear(): void {
    this.#waiting = [];
    clearTimeout(this.#timer);
    this.#timerAt = Number.POSITIVE_INFINITY;
  }

  #sendDue(): void {
    const now = performance.now();
    let next = this.#waiting[0];
    while (next && next.departsAt <= now + earlyMilliseconds) {
      this.#waiting.shift();
      next.send();
      next = this.#waiting[0];
    }
    if (!next || next.departsAt >= this.#timerAt) return;
    clearTimeout(this.#timer);
    this.#timerAt = next.departsAt;
    this.#timer = setTimeout(() => {
      this.#timerAt = Number.POSITIVE_INFINITY;
      this.#sendDue();
    }, next.departsAt - now);
  }
}
