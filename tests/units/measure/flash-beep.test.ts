import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { flashBeepOffset } from '../../../scripts/measure/flash-beep.ts';
import { readClock } from '../../../scripts/measure/read-clock.ts';
import { programPath } from '../../support/program.ts';
import { makeSyntheticRecording } from '../../support/synthetic-recording.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

/** 700 ms before an even second, and not on a multiple of the flash interval. */
const start = Date.UTC(2026, 10, 22, 12, 0, 1, 300);
const toleranceMilliseconds = 2;

test.each([0, 80, -45, 13])(
  'a sound that is %i ms late is measured so',
  async (lateMilliseconds) => {
    const file = await makeSyntheticRecording({
      folder: await temporaryFolder(),
      startEpochMilliseconds: start,
      soundDelaySeconds: lateMilliseconds / 1_000,
    });
    const measured = await flashBeepOffset(file, { ffmpegPath: await programPath('ffmpeg') });
    expect(measured.offsetsMilliseconds).toHaveLength(3);
    for (const offset of [measured.medianMilliseconds, ...measured.offsetsMilliseconds]) {
      expect(Math.abs(offset - lateMilliseconds)).toBeLessThanOrEqual(toleranceMilliseconds);
    }
  },
);

test('the clock of the first picture is read from a file', async () => {
  const folder = await temporaryFolder();
  const file = await makeSyntheticRecording({
    folder,
    startEpochMilliseconds: start,
    seconds: 1,
  });
  expect(await readClock(file, { ffmpegPath: await programPath('ffmpeg') })).toBe(start);
});

test('a recording without flash and beep is no measure', async () => {
  const file = await makeSyntheticRecording({
    folder: await temporaryFolder(),
    startEpochMilliseconds: start,
    seconds: 0.5,
  });
  const measure = flashBeepOffset(file, { ffmpegPath: await programPath('ffmpeg') });
  await expect(measure).rejects.toThrow('flashes / beeps found: 0 / 0');
});

test('what FFmpeg cannot decode is named', async () => {
  const file = join(await temporaryFolder(), 'not-media.ts');
  await writeFile(file, 'no media at all');
  const measure = flashBeepOffset(file, { ffmpegPath: await programPath('ffmpeg') });
  await expect(measure).rejects.toThrow(`FFmpeg cannot decode ${file}`);
});
