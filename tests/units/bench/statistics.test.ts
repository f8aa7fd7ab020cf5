import { expect, test } from 'vitest';
import { distribution, lineThrough, pairedRatio } from '../../../scripts/bench/statistics.ts';

test('median and quantiles, in whatever order the values come', () => {
  const to100 = Array.from({ length: 101 }, (_, index) => 100 - index);
  expect(distribution(to100)).toEqual({
    ...{ count: 101, least: 0, most: 100 },
    ...{ p5: 5, p50: 50, p95: 95 },
  });
  expect(distribution([7])).toEqual({ count: 1, least: 7, p5: 7, p50: 7, p95: 7, most: 7 });
});

test('what was not measured is no figure', () => {
  expect(() => distribution([])).toThrow('Nothing was measured');
  expect(() => distribution([1, Number.NaN])).toThrow('not a number');
});

test('noise that met both of a pair is gone from their ratio', () => {
  expect(pairedRatio([100, 400, 1_000], [10, 40, 100])).toMatchObject({ least: 10, most: 10 });
  expect(() => pairedRatio([1, 2], [1])).toThrow('paired');
});

test('a line through points on a line', () => {
  const { slope, intercept } = lineThrough([
    [10, 0.25],
    [100, 0.7],
    [1_000, 5.2],
  ]);
  expect(slope).toBeCloseTo(0.005);
  expect(intercept).toBeCloseTo(0.2);
  expect(() => lineThrough([[1, 1]])).toThrow('two points');
});
