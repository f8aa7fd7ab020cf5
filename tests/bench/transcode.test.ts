/** Each recipe of the bench on real FFmpeg: what comes out is what its name says. */
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { recipeRun, rungs } from '../../scripts/bench/transcode/recipes.ts';
import { checkPace } from '../../scripts/bench/transcode/transcode.ts';
import { startTranscoder, type Transcoder } from '../../scripts/bench/transcode/transcoder.ts';
import { segmentsOf } from '../../scripts/checks/live-mirror.ts';
import { ownSettings } from '../../scripts/checks/own-settings.ts';
import { type RtpRecording, recordRtp } from '../../scripts/checks/rtp-recording.ts';
import { waitUntil } from '../../scripts/checks/wait-until.ts';
import { Scope } from '../../scripts/labs/scope.ts';
import { run } from '../../scripts/system/run.ts';
import { ffmpegArguments } from '../../solutions/04-ffmpeg/ffmpeg.ts';
import { programPath } from '../support/program.ts';

const picture = { widthPixels: 960, heightPixels: 540, bitrateBitsPerSecond: 1_000_000 };
const scope = new Scope();
let ffmpegPath: string;
let recording: RtpRecording;

beforeAll(async () => {
  ffmpegPath = await programPath('ffmpeg');
  recording = await recordRtp(ffmpegPath, picture);
});
afterAll(() => scope.close());

/** What FFmpeg says of the newest segment of each playlist: its streams. */
async function newestSegments({ playlists }: Transcoder): Promise<string[]> {
  return Promise.all(
    playlists.map(async (playlist) => {
      const [newest] = segmentsOf(await readFile(playlist, 'utf8')).slice(-1);
      const segment = join(dirname(playlist), newest?.uri ?? '');
      const { output } = await run(ffmpegPath, ['-hide_banner', '-i', segment]);
      return output;
    }),
  );
}

test('copy is stage 04 as it is; the others copy nothing', async () => {
  const { settings, remove } = await ownSettings();
  scope.defer(remove);
  const paths = { outputDirectory: '/out', sessionDescription: '/out/session.sdp' };
  expect(recipeRun('copy', settings, paths)).toEqual({
    args: ffmpegArguments(settings, paths),
    playlists: ['/out/index.m3u8'],
  });
  for (const recipe of ['encode', 'ladder'] as const) {
    const { args } = recipeRun(recipe, settings, paths);
    expect(args).toContain('libx264');
    expect(args).not.toContain('copy');
  }
});

test('all three keep pace with one stream at the same time; each makes what it is to make', async () => {
  const start = (recipe: 'copy' | 'encode' | 'ladder') =>
    startTranscoder(scope, { recipe, ffmpegPath, recording });
  const transcoders = await Promise.all([start('copy'), start('encode'), start('ladder')]);
  const begun = performance.now();
  const before = await Promise.all(transcoders.map(({ madeSeconds }) => madeSeconds()));
  await waitUntil('eight seconds more of each', async () => {
    const made = await Promise.all(transcoders.map(({ madeSeconds }) => madeSeconds()));
    return made.every((seconds, index) => seconds - (before[index] ?? 0) >= 7.9);
  });
  expect((performance.now() - begun) / 1_000).toBeLessThan(10.5);
  for (const transcoder of transcoders) expect(await transcoder.lostDatagrams()).toBe(0);

  const [copy = [], encode = [], ladder = []] = await Promise.all(transcoders.map(newestSegments));
  expect(copy).toHaveLength(1);
  expect(copy[0]).toMatch(/Video: h264.* 960x540/);
  expect(copy[0]).toContain('Audio: aac');
  expect(encode[0]).toMatch(/Video: h264.* 960x540/);
  expect(encode[0]).toContain('Audio: aac');
  const sizes = ladder.map((output) => /Video: h264.* (\d+x\d+)/.exec(output)?.[1]);
  expect(sizes).toEqual(['960x540', '640x360', '426x240', undefined]);
  expect(ladder[3]).toContain('Audio: aac');
  expect(rungs).toHaveLength(3);
});

test('who falls behind, or loses what was sent, has no cost', () => {
  const check = (madeSeconds: number, lostDatagrams = 0) =>
    checkPace('ladder', { passed: 16, madeSeconds, lostDatagrams });
  for (const kept of [18, 16, 14]) expect(() => check(kept)).not.toThrow();
  expect(() => check(12)).toThrow('75 %');
  expect(() => check(16, 3)).toThrow('lost 3 packets');
});
