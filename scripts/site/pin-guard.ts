import { isSameSecret } from './same-secret.ts';

export type PinVerdict = 'right' | 'wrong' | 'too many tries';

/** Compares pins in constant time, and slows down whoever guesses. */
export class PinGuard {
  readonly #pin: string;
  readonly #triesPerMinute: number;
  readonly #now: () => number;
  /** Times (milliseconds) of the wrong tries of the last minute, by address. */
  readonly #wrongTries = new Map<string, number[]>();

  constructor(pin: string, triesPerMinute = 5, now: () => number = Date.now) {
    this.#pin = pin;
    this.#triesPerMinute = triesPerMinute;
    this.#now = now;
  }

  check(candidate: string, address: string): PinVerdict {
    const aMinuteAgo = this.#now() - 60_000;
    for (const [key, times] of this.#wrongTries) {
      const recent = times.filter((time) => time > aMinuteAgo);
      if (recent.length > 0) this.#wrongTries.set(key, recent);
      else this.#wrongTries.delete(key);
    }
    const tries = this.#wrongTries.get(address) ?? [];
    // Also the right pin must wait: otherwise the limit would not limit a guesser.
    if (tries.length >= this.#triesPerMinute) return 'too many tries';
    if (isSameSecret(candidate, this.#pin)) return 'right';
    this.#wrongTries.set(address, [...tries, this.#now()]);
    return 'wrong';
  }
}
