/** The last minute of a figure, as the points of a line. */

export interface Sample {
  /** Milliseconds, of `performance.now()`. */
  at: number;
  value: number;
}

export const historySeconds = 60;

/** @returns the samples with the new one, without those that are older than a minute. */
export const withSample = (samples: readonly Sample[], sample: Sample): Sample[] => [
  ...samples.filter(({ at }) => sample.at - at <= historySeconds * 1_000),
  sample,
];

/**
 * @returns `x,y` pairs for an SVG polyline in a box of 100 by 100: now is right, zero is at the
 * bottom, and the largest value leaves a tenth free above it.
 */
export function linePoints(samples: readonly Sample[]): string {
  const now = samples.at(-1)?.at ?? 0;
  const top = Math.max(1, ...samples.map(({ value }) => value)) / 0.9;
  return samples
    .map(({ at, value }) => {
      const x = 100 - ((now - at) / (historySeconds * 1_000)) * 100;
      return `${x.toFixed(2)},${(100 - (value / top) * 100).toFixed(2)}`;
    })
    .join(' ');
}
