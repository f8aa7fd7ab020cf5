/** What the weather let through and what it took, as totals and per second. */
import { z } from 'zod';

const count = z.int().min(0);

/** One direction. The figures per second are of the last whole second. */
export const trafficSchema = z.object({
  passed: count.describe('Datagrams so far.'),
  lost: count.describe('So far, by chance, in a full queue, or in a blackout.'),
  passedPerSecond: count,
  lostPerSecond: count,
  kilobitsPerSecond: z.number().min(0).describe('Of what passed.'),
  delayMilliseconds: z.number().min(0).nullable().describe('Mean of what passed; null: nothing.'),
});
export type Traffic = z.infer<typeof trafficSchema>;

export const weatherFiguresSchema = z.object({
  connections: count.describe('WebRTC connections that go through the weather now.'),
  toJanus: trafficSchema,
  toPublisher: trafficSchema,
});
export type WeatherFigures = z.infer<typeof weatherFiguresSchema>;

const nothing = { passed: 0, lost: 0, bytes: 0, delayMilliseconds: 0 };

export class TrafficMeter {
  #passed = 0;
  #lost = 0;
  #second = 0;
  #current = { ...nothing };
  #last = { ...nothing };

  /** @param now in ms of `performance.now()`, as everywhere here. */
  addPassed(bytes: number, delayMilliseconds: number, now: number): void {
    this.#turnTo(now);
    this.#passed += 1;
    this.#current.passed += 1;
    this.#current.bytes += bytes;
    this.#current.delayMilliseconds += delayMilliseconds;
  }

  addLost(now: number): void {
    this.#turnTo(now);
    this.#lost += 1;
    this.#current.lost += 1;
  }

  read(now: number): Traffic {
    this.#turnTo(now);
    const { passed, lost, bytes, delayMilliseconds } = this.#last;
    return {
      ...{ passed: this.#passed, lost: this.#lost },
      ...{ passedPerSecond: passed, lostPerSecond: lost },
      kilobitsPerSecond: Math.round((bytes * 8) / 1_000),
      delayMilliseconds: passed === 0 ? null : Math.round(delayMilliseconds / passed),
    };
  }

  #turnTo(now: number): void {
    const second = Math.floor(now / 1_000);
    if (second === this.#second) return;
    this.#last = second === this.#second + 1 ? this.#current : { ...nothing };
    this.#current = { ...nothing };
    this.#second = second;
  }
}
