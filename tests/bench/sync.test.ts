/** The meter of `npm run bench -- sync` against streams whose offset is known. */
import { expect, test } from 'vitest';
import { measureStart } from '../../scripts/bench/sync/measure-start.ts';
import { cutIntoSegments } from '../support/cut-into-segments.ts';
import { programPath } from '../support/program.ts';
import { makeSyntheticRecording } from '../support/synthetic-recording.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const seconds = 24;
const toleranceMilliseconds = 15;

test.each([0, 200, -200])(
  'a stream whose sound is %i ms late reads so, and does not drift',
  { timeout: 60_000 },
  async (lateMilliseconds) => {
    const folder = await temporaryFolder();
    const recording = await makeSyntheticRecording({
      folder,
      startEpochMilliseconds: Date.UTC(2026, 10, 26, 12, 0, 0, 500),
      seconds,
      soundDelaySeconds: lateMilliseconds / 1_000,
    });
    const start = await measureStart(
      await cutIntoSegments(recording, folder),
      await programPath('ffmpeg'),
    );
    expect(start.flashes).toBeGreaterThanOrEqual(seconds / 2 - 1);
    expect(Math.abs(start.biasMilliseconds - lateMilliseconds)).toBeLessThan(toleranceMilliseconds);
    expect(start.spreadMilliseconds).toBeLessThan(toleranceMilliseconds);
    expect(Math.abs(start.driftMillisecondsPerMinute)).toBeLessThan(5);
  },
);

test('a sound that falls behind by 60 ms a minute is seen to drift by so much', {
  timeout: 60_000,
}, async () => {
  const folder = await temporaryFolder();
  const recording = await makeSyntheticRecording({
    folder,
    startEpochMilliseconds: Date.UTC(2026, 10, 26, 12, 0, 0, 500),
    seconds,
    soundTempo: 0.999,
  });
  const { driftMillisecondsPerMinute } = await measureStart(
    await cutIntoSegments(recording, folder),
    await programPath('ffmpeg'),
  );
  expect(driftMillisecondsPerMinute).toBeGreaterThan(55);
  expect(driftMillisecondsPerMinute).toBeLessThan(65);
});
