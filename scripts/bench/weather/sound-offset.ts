/** Sound against picture of what was published, take by take: each has time stamps of its own. */
import { median } from 'simple-statistics';
import type { KeptSegment } from '../segment-keeper.ts';
import { measureStart } from '../sync/measure-start.ts';
import type { WeatherRun } from './weather-run.ts';

/** A line through fewer says nothing about a drift. */
const leastFlashes = 8;

/** Seconds since the first segment began, and milliseconds. */
type Point = readonly [seconds: number, offset: number];

/** @returns null where hardly a flash with its beep can be read. */
export async function soundOffset(
  segments: readonly KeptSegment[],
  ffmpegPath: string,
): Promise<WeatherRun['sound']> {
  const points: Point[] = [];
  let beganAt = 0;
  for (const take of takesOf(segments)) {
    const files = take.map(({ file }) => file);
    // A take of a second may have no flash in it.
    const measured = await measureStart(files, ffmpegPath).catch(() => null);
    for (const [at, offset] of measured?.offsets ?? []) points.push([beganAt + at, offset]);
    beganAt += take.reduce((sum, { durationSeconds }) => sum + durationSeconds, 0);
  }
  if (points.length < leastFlashes) return null;
  return {
    medianMilliseconds: median(points.map(([, offset]) => offset)),
    driftMillisecondsPerMinute: 60 * medianSlope(points),
    flashes: points.length,
  };
}

/** Segments whose names begin alike were written by one FFmpeg. */
export function takesOf(segments: readonly KeptSegment[]): KeptSegment[][] {
  const takes: KeptSegment[][] = [];
  let current: string | undefined;
  for (const segment of segments) {
    const name = segment.name.slice(0, segment.name.lastIndexOf('-'));
    if (name !== current) takes.push([]);
    current = name;
    takes.at(-1)?.push(segment);
  }
  return takes;
}

/**
 * Of the lines through any two points, the one in the middle (Theil and Sen): where a lost packet
 * held a beep, its offset is off by up to 20 ms, and must not turn the whole line.
 */
export function medianSlope(points: readonly Point[]): number {
  const slopes = points.flatMap(([x1, y1], index) =>
    points.slice(index + 1).flatMap(([x2, y2]) => (x2 === x1 ? [] : [(y2 - y1) / (x2 - x1)])),
  );
  return median(slopes);
}
