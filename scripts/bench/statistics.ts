/** Figures of repeated runs: the median, and how far they lie apart. */
import { linearRegression, quantile } from 'simple-statistics';
import type { Distribution } from './results.ts';

/** @throws {Error} without a value: a figure that was not measured is no figure. */
export function distribution(values: readonly number[]): Distribution {
  if (values.length === 0) throw new Error('Nothing was measured');
  if (values.some(Number.isNaN)) throw new Error('A measured value is not a number');
  const [p5 = 0, p50 = 0, p95 = 0, least = 0, most = 0] = quantile(
    [...values],
    [0.05, 0.5, 0.95, 0, 1],
  );
  return { count: values.length, p5, p50, p95, least, most };
}

/** Of two things measured side by side, pair by pair: noise that met both is gone from it. */
export function pairedRatio(of: readonly number[], to: readonly number[]): Distribution {
  if (of.length !== to.length) throw new Error(`${of.length} values paired with ${to.length}`);
  return distribution(of.map((value, index) => value / (to[index] ?? Number.NaN)));
}

export interface Line {
  slope: number;
  intercept: number;
}

/** The least-squares line through points (x, y). @throws {Error} with fewer than two. */
export function lineThrough(points: readonly (readonly [x: number, y: number])[]): Line {
  if (points.length < 2) throw new Error('A line needs two points');
  const { m, b } = linearRegression(points.map(([x, y]) => [x, y]));
  return { slope: m, intercept: b };
}
