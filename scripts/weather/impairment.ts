/** The weather's model of one direction: which packet is lost, and when the others leave. No clock, no socket. */
import type { Conditions } from './conditions.ts';

/** Anything from 0 up to 1. */
export type Random = () => number;

/** IPv4 and UDP (RFC 791, section 3.1; RFC 768): a network's rate carries them too. */
const headerBytes = 28;

export type Fate = { lostBy: 'chance' | 'queue' | 'blackout' } | { departsAt: number };

export interface Direction {
  /** Only what goes from the publisher to Janus has to fit the rate. */
  hasRate: boolean;
}

export class Impairment {
  readonly #random: Random;
  readonly #direction: Direction;
  readonly #blackouts: Blackouts;
  #conditions: Conditions;
  /** Until then the rate is used up by what was let in. In ms, as all times here. */
  #busyUntil = 0;
  #lastDepartsAt = 0;

  constructor(
    random: Random,
    direction: Direction,
    blackouts: Blackouts,
    conditions: Conditions = blackouts.conditions,
  ) {
    this.#random = random;
    this.#direction = direction;
    this.#blackouts = blackouts;
    this.#conditions = conditions;
  }

  set(conditions: Conditions): void {
    this.#conditions = conditions;
  }

  /**
   * What becomes of a datagram.
   * @param bytes its payload.
   * @param now in ms, of a clock that never goes back.
   * @param isSpared chance neither loses it nor delays it unevenly.
   */
  decide(bytes: number, now: number, isSpared = false): Fate {
    const { lossPercent, delayMilliseconds, jitterMilliseconds, reorders } = this.#conditions;
    // Both are drawn for every packet, so that one seed gives the same losses whatever else happens.
    const isUnlucky = this.#random() * 100 < lossPercent && !isSpared;
    const drawn = this.#random() * jitterMilliseconds;
    const jitter = isSpared ? 0 : drawn;
    if (this.#blackouts.isDark(now)) return { lostBy: 'blackout' };
    const sentAt = this.#afterTheQueue(bytes, now);
    if (sentAt === null) return { lostBy: 'queue' };
    // Who is lost on the way has taken its place in the queue.
    if (isUnlucky) return { lostBy: 'chance' };
    const departsAt = sentAt + delayMilliseconds + jitter;
    if (reorders) return { departsAt };
    this.#lastDepartsAt = Math.max(departsAt, this.#lastDepartsAt);
    return { departsAt: this.#lastDepartsAt };
  }

  /** When it has left the queue; null when that is full. */
  #afterTheQueue(bytes: number, now: number): number | null {
    const { rateKilobitsPerSecond: rate, queueMilliseconds } = this.#conditions;
    if (rate === null || !this.#direction.hasRate) return now;
    const beginsAt = Math.max(now, this.#busyUntil);
    if (beginsAt - now > queueMilliseconds) return null;
    // Kilobits per second are bits per millisecond.
    this.#busyUntil = beginsAt + ((bytes + headerBytes) * 8) / rate;
    return this.#busyUntil;
  }
}

/** When nothing passes: the same for both directions. */
export class Blackouts {
  #conditions: Conditions;
  #beganAt: number | null = null;

  constructor(conditions: Conditions) {
    this.#conditions = conditions;
  }

  get conditions(): Conditions {
    return this.#conditions;
  }

  /** Other blackouts, which begin with the next media that is seen. */
  set(conditions: Conditions): void {
    this.#conditions = conditions;
    this.#beganAt = null;
  }

  /** Media flows: without it nobody would notice a blackout. The first one begins with it. */
  seeMedia(now: number): void {
    this.#beganAt ??= now;
  }

  isDark(now: number): boolean {
    const { blackoutSeconds, blackoutEverySeconds } = this.#conditions;
    if (this.#beganAt === null) return false;
    const sinceSeconds = (now - this.#beganAt) / 1_000;
    const into = blackoutEverySeconds === null ? sinceSeconds : sinceSeconds % blackoutEverySeconds;
    return into < blackoutSeconds;
  }
}

/** Numbers that look random and are the same for the same seed: mulberry32, by Tommy Ettinger (public domain). */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
