/** Stage 04 with the profiles that lab 04 does not check. */
import { expect, test } from 'vitest';
import { FfmpegRun, prepareSession } from '../../scripts/checks/ffmpeg-run.ts';
import { ownSettings } from '../../scripts/checks/own-settings.ts';
import { recordRtp } from '../../scripts/checks/rtp-recording.ts';
import { ffmpegArguments } from '../../solutions/04-ffmpeg/ffmpeg.ts';
import { programPath } from '../support/program.ts';
import { inspectSegment } from '../support/segment.ts';
import { untilTestEnds } from '../support/test-keeper.ts';

/** Times real time. */
const speed = 4;
/** Seconds; a keyframe may come one picture early or late. */
const lengthTolerance = 0.05;

test.each([
  ['balanced', 2],
  ['classic', 4],
] as const)('%s: segments of %i s, each of which can be joined', async (profile, seconds) => {
  const ffmpegPath = await programPath('ffmpeg');
  const { settings, remove } = await ownSettings({ profile });
  untilTestEnds.defer(remove);
  const paths = await prepareSession(settings);
  const args = ffmpegArguments(settings, paths);
  const run = await FfmpegRun.start(untilTestEnds, { ffmpegPath, settings, paths, args });
  expect(run.listening).toBe('bound');
  const replay = await run.feed(await recordRtp(ffmpegPath), speed);
  expect(await run.until(() => run.output.made >= 3, 15_000), 'three segments').toBe(true);
  await run.end(replay);

  for (const { content, durationSeconds } of [...run.output.segments.values()].slice(0, 3)) {
    expect(Math.abs(durationSeconds - seconds)).toBeLessThan(lengthTolerance);
    const { frames, ...found } = await inspectSegment(content);
    expect(found).toMatchObject({ beginsWithTables: true, decodingErrors: '' });
    expect(found.firstNalTypes).toEqual(expect.arrayContaining([5, 7, 8]));
    expect(frames[0]?.isKeyframe).toBe(true);
  }
  expect(run.output.playlists.map(({ targetDuration }) => targetDuration)).toEqual(
    run.output.playlists.map(() => settings.profile.targetDurationSeconds),
  );
});
