import { expect, test } from 'vitest';
import { costOfWay, cpuSecondsPerViewerMinute } from '../../../scripts/bench/viewers/cost.ts';
import type { MeasuredCost } from '../../../scripts/bench/viewers/measure.ts';
import { planOf, repetitionSeconds } from '../../../scripts/bench/viewers/plan.ts';
import type { WayOfRepetition } from '../../../scripts/bench/viewers/repetition.ts';
import { starving } from '../../../scripts/bench/viewers/watched-load.ts';

/** A server that costs 0.02 cores and 20 MB, and per viewer 0.005 cores and 0.5 MB. */
const cost = (viewers: number, noise = 0): MeasuredCost => ({
  seconds: 10,
  serverCores: 0.02 + 0.005 * viewers + noise,
  generatorCores: 0.004 * viewers,
  serverMemoryBytes: 20e6 + 0.5e6 * viewers,
});
const repetition = (noise: number, fullAt: number | null = null): WayOfRepetition => ({
  idle: cost(0, noise),
  loads: [5, 20, 100].map((viewers) => ({
    ...cost(viewers, noise),
    ...{ viewers, bytesPerSecond: viewers * 125_000, errors: viewers === 20 ? 1 : 0 },
  })),
  fullAt,
});

test('the line through the loads gives back what the server costs', () => {
  const ways = costOfWay('WebRTC', [repetition(0.001), repetition(-0.001), repetition(0)]);
  expect(ways.fixedCores).toBeCloseTo(0.02, 6);
  expect(ways.coresPerViewer).toBeCloseTo(0.005, 6);
  expect(ways.viewersPerCore).toBe(196);
  expect(ways.memoryBytesPerViewer).toBeCloseTo(0.5e6, 0);
  expect(ways.loads.map(({ viewers, errors }) => [viewers, errors])).toEqual([
    [5, 0],
    [20, 3],
    [100, 0],
  ]);
  const [, , most] = ways.loads;
  expect(most?.serverCores).toMatchObject({ count: 3, least: 0.519, most: 0.521 });
  expect(most?.cpuSecondsPerViewerMinute.p50).toBeCloseTo(0.3, 6);
  expect(ways.fullAt).toBeNull();
});

test('a machine that was full once says so, with the fewest viewers; what was not measured is left out', () => {
  const short = { ...repetition(0, 20), loads: repetition(0).loads.slice(0, 2) };
  const ways = costOfWay('WebRTC', [repetition(0, 100), short, repetition(0)]);
  expect(ways.fullAt).toBe(20);
  expect(ways.loads.map(({ serverCores }) => serverCores.count)).toEqual([3, 3, 2]);
});

test('a machine that its fewest viewers fill is too small: no line is drawn through nothing', () => {
  const full = { ...repetition(0, 5), loads: [] };
  expect(() => costOfWay('WebRTC', [repetition(0), full])).toThrow('full with 5 WebRTC viewers');
});

test('what the server spends without viewers is no viewer’s', () => {
  const load = { serverCores: 0.12, viewers: 20 };
  expect(cpuSecondsPerViewerMinute(load, { serverCores: 0.02 })).toBeCloseTo(0.3, 9);
});

test('a subscriber that gets less than was published is an error; a moment more or less is none', () => {
  const published = 140;
  expect(starving([1_400, 1_396, 1_340, 1_420], 10, published)).toBe(0);
  // Without its sound, without anything, and with a tenth lost.
  expect(starving([900, 0, 1_260, 1_400], 10, published)).toBe(3);
});

test('the plan keeps to its time', () => {
  const seconds = (isQuick: boolean) => {
    const plan = planOf({ isQuick });
    return plan.repetitions * repetitionSeconds(plan);
  };
  expect(seconds(false)).toBeLessThanOrEqual(8 * 60);
  expect(seconds(true)).toBeLessThanOrEqual(90);
  expect(planOf({ isQuick: false }).loads.at(-1)?.hls).toBe(1_000);
});
