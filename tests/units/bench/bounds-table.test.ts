/** Bounds in words: what does not hold never reads as if it did. */
import { expect, test } from 'vitest';
import { bound } from '../../../scripts/bench/bounds.ts';
import { limitOf, measuredOf } from '../../../scripts/bench/report/tables/bounds-table.ts';
import type { Bound } from '../../../scripts/bench/results.ts';

const limited = (
  id: string,
  measured: number,
  least: number | null,
  most: number | null,
): Bound => ({
  ...{ id, measured, least, most },
  holds: measured >= (least ?? -Infinity) && measured <= (most ?? Infinity),
});

test('a figure outside its limit has the digits that tell it from the limit', () => {
  const answered = limited('edge-answered', 0.99899, 0.999, null);
  expect(limitOf(answered, 'en')).toBe('at least 99.9 %');
  expect(measuredOf(answered, 'en')).toBe('99.899 %');
  expect(measuredOf(limited('edge-answered', 0.998_999_6, 0.999, null), 'es')).toBe('99.89996 %');
  expect(measuredOf(limited('latency-low', 3.001, null, 3), 'es')).toBe('3.001 s');
  expect(measuredOf(limited('sync-drift', -5.004, -5, 5), 'en')).toBe('−5.004 ms/min');
});

test('a figure within it is as short as it can be', () => {
  expect(measuredOf(limited('edge-answered', 0.999_012_3, 0.999, null), 'en')).toBe('99.9 %');
  expect(measuredOf(limited('latency-low', 2.431, null, 2.5), 'es')).toBe('2.43 s');
  expect(measuredOf(bound('errors', 0), 'en')).toBe('0');
});

test('a limit is written whole, its unit once', () => {
  expect(limitOf(limited('latency-classic', 1, 0.5, 2.25), 'en')).toBe('0.5 to 2.25 s');
  expect(limitOf(limited('sync-bias', 1, -40, 40), 'es')).toBe('−40 a 40 ms');
  expect(limitOf(limited('viewers-ratio', 1_234, null, 2_000), 'es')).toBe('a lo sumo 2000 ×');
  expect(limitOf(bound('errors', 0), 'es')).toBe('0');
});
