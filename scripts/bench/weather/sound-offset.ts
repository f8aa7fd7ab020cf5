/** Sound against picture of what was published, session by session: each has time stamps of its own. */
import type { WeatherRun } from '../results.ts';
import type { KeptSegment } from '../segment-keeper.ts';
import { distribution } from '../statistics.ts';
import { measureStart, type SyncStart } from '../sync/measure-start.ts';

/** Of the longest session: a line through fewer says nothing about a drift. */
const leastFlashes = 8;

/** @returns null where no flash with its beep can be read. */
export async function soundOffset(
  segments: readonly Pick<KeptSegment, 'name' | 'file'>[],
  ffmpegPath: string,
): Promise<WeatherRun['sound']> {
  const sessions = new Map<string, string[]>();
  for (const { name, file } of segments) {
    const session = name.slice(0, name.lastIndexOf('-'));
    sessions.set(session, [...(sessions.get(session) ?? []), file]);
  }
  const measured: SyncStart[] = [];
  for (const files of sessions.values()) {
    const start = await measureStart(files, ffmpegPath).catch(() => null);
    if (start) measured.push(start);
  }
  const longest = measured.toSorted((a, b) => b.flashes - a.flashes)[0];
  if (!longest || longest.flashes < leastFlashes) return null;
  const offsets = measured.flatMap((start) => start.offsets.map(([, offset]) => offset));
  return {
    medianMilliseconds: distribution(offsets).p50,
    driftMillisecondsPerMinute: longest.driftMillisecondsPerMinute,
    flashes: offsets.length,
  };
}
