/** How well sound and picture of one session agree, and whether they drift apart. */
import { appendFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { flashBeepOffset } from '../../measure/flash-beep.ts';
import type { Measured } from '../results.ts';
import { distribution, lineThrough } from '../statistics.ts';

export type SyncStart = Measured<'sync'>['starts'][number];

/** More than any session of a bench lasts. */
const longestSeconds = 600;

/**
 * @param files its segments, oldest first and none left out: one transport stream, cut.
 * @throws {WorkshopError} when FFmpeg cannot read them, or no flash with its beep is in them.
 */
export async function measureStart(
  files: readonly string[],
  ffmpegPath: string,
): Promise<SyncStart> {
  const folder = await mkdtemp(join(tmpdir(), 'workshop-sync-'));
  try {
    const whole = join(folder, 'session.ts');
    for (const file of files) await appendFile(whole, await readFile(file));
    const options = { ffmpegPath, durationSeconds: longestSeconds };
    const { flashes } = await flashBeepOffset(whole, options);
    const points = flashes.map(({ seconds, offsetMilliseconds }): [number, number] => [
      seconds,
      offsetMilliseconds,
    ]);
    const { p5, p50, p95 } = distribution(points.map(([, milliseconds]) => milliseconds));
    const perMinute = points.map(([seconds, offset]): [number, number] => [seconds / 60, offset]);
    return {
      seconds: points.at(-1)?.[0] ?? 0,
      flashes: points.length,
      biasMilliseconds: p50,
      spreadMilliseconds: p95 - p5,
      driftMillisecondsPerMinute: lineThrough(perMinute).slope,
      offsets: points,
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
