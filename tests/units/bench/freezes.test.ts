/** Freezes and stalls in traces written by hand. */
import { describe, expect, it } from 'vitest';
import {
  causeOfDeath,
  pictureFreezes,
  playheadStalls,
} from '../../../scripts/bench/weather/freezes.ts';

/** Pictures at an even pace. */
const pictures = (from: number, to: number, every: number): number[] =>
  Array.from({ length: Math.round((to - from) / every) }, (_, index) => from + index * every);

const watch = (presented: number[], endedAt: number) => ({
  presented,
  playhead: [] as [number, number][],
  beganAt: 1_000,
  endedAt,
  fatal: null,
});

describe('a picture that does not move', () => {
  it('is none at a steady rate, whatever the rate', () => {
    for (const every of [16.7, 33.3, 66.7, 140]) {
      const presented = pictures(1_000, 11_000, every);
      expect(pictureFreezes(watch(presented, 11_000)).count, `every ${every} ms`).toBe(0);
    }
  });

  it('is as long as the gap, less the time of one picture', () => {
    const presented = [...pictures(1_000, 4_000, 40), ...pictures(6_000, 9_000, 40)];
    const { count, seconds } = pictureFreezes(watch(presented, 9_000));
    expect(count).toBe(1);
    expect(seconds).toBeCloseTo(2.04 - 0.04, 3);
  });

  it('is none where a player leaves out three pictures', () => {
    const presented = [...pictures(1_000, 4_000, 33), ...pictures(4_099, 9_000, 33)];
    expect(pictureFreezes(watch(presented, 9_000)).count).toBe(0);
  });

  it('counts from the beginning of the watch, and to its end', () => {
    expect(pictureFreezes(watch([500], 6_000)).seconds).toBeCloseTo(5 - 1 / 30, 3);
    expect(pictureFreezes(watch([], 6_000)).seconds).toBeCloseTo(5 - 1 / 30, 3);
    const presented = pictures(1_000, 4_000, 40);
    expect(pictureFreezes(watch(presented, 6_000)).seconds).toBeCloseTo(2, 3);
  });
});

describe('a playhead that does not move', () => {
  const looks = (from: number, to: number, position: (at: number) => number) =>
    pictures(from, to, 50).map((at): [number, number] => [at, position(at)]);

  it('is a stall from a quarter of a second on', () => {
    const playhead = [
      ...looks(1_000, 3_000, (at) => at / 1_000),
      ...looks(3_000, 3_200, () => 3),
      ...looks(3_200, 5_000, (at) => at / 1_000),
      ...looks(5_000, 6_500, () => 5),
      ...looks(6_500, 8_000, (at) => at / 1_000),
    ];
    const { count, seconds } = playheadStalls({ playhead, endedAt: 8_000 });
    expect(count).toBe(1);
    expect(seconds).toBeGreaterThan(1.45);
    expect(seconds).toBeLessThan(1.6);
  });

  it('stands still to the end', () => {
    const playhead = [...looks(1_000, 3_000, (at) => at / 1_000), ...looks(3_000, 9_000, () => 3)];
    expect(playheadStalls({ playhead, endedAt: 9_000 }).seconds).toBeCloseTo(6, 1);
  });
});

describe('a viewer', () => {
  it('is dead that gave up, or that has shown nothing new for too long', () => {
    const lively = watch(pictures(1_000, 30_000, 33), 30_000);
    expect(causeOfDeath(lively, 10)).toBeNull();
    expect(causeOfDeath({ ...lively, fatal: 'mediaError' }, 10)).toBe('fatal');
    expect(causeOfDeath({ ...lively, endedAt: 39_000 }, 10)).toBeNull();
    expect(causeOfDeath({ ...lively, endedAt: 40_000 }, 10)).toBe('no-picture');
    expect(causeOfDeath(watch([], 40_000), 10)).toBe('no-picture');
  });
});
