/** One FFmpeg of one recipe, on ports and in a folder of its own, fed in real time. */
import { readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as HLS from 'hls-parser';
import { prepareSession } from '../../checks/ffmpeg-run.ts';
import { lostDatagrams } from '../../checks/lost-datagrams.ts';
import { ownSettings } from '../../checks/own-settings.ts';
import type { RtpRecording } from '../../checks/rtp-recording.ts';
import { replayRtp } from '../../checks/rtp-replay.ts';
import { waitUntil } from '../../checks/wait-until.ts';
import type { Scope } from '../../labs/scope.ts';
import { WorkshopError } from '../../language/workshop-error.ts';
import { startFfmpeg } from '../../stack/ffmpeg-process.ts';
import { waitForUdpPort } from '../../system/sockets.ts';
import type { Recipe } from '../results.ts';
import { recipeRun } from './recipes.ts';

export interface Transcoder {
  readonly recipe: Recipe;
  readonly pid: number;
  readonly playlists: readonly string[];
  /** Seconds of stream that its slowest playlist has listed so far. */
  madeSeconds(): Promise<number>;
  /** What it missed of what was sent, because it did not read in time. */
  lostDatagrams(): Promise<number>;
}

const listenLimitMilliseconds = 5_000;
const segmentLimitMilliseconds = 20_000;

/** Resolves when every playlist lists a segment. @throws {WorkshopError} when that does not come about. */
export async function startTranscoder(
  scope: Scope,
  {
    recipe,
    ffmpegPath,
    recording,
  }: { recipe: Recipe; ffmpegPath: string; recording: RtpRecording },
): Promise<Transcoder> {
  const { settings, remove } = await ownSettings({ profile: 'balanced' });
  scope.defer(remove);
  const { signal } = scope;
  const paths = await prepareSession(settings);
  const { args, playlists } = recipeRun(recipe, settings, paths);
  const logFile = join(settings.paths.logs, 'ffmpeg.log');
  const ffmpeg = await startFfmpeg({ command: ffmpegPath, args, logFile });
  scope.defer(() => ffmpeg.stop());
  const { pid } = ffmpeg;
  const { rtpAudio, rtpVideo } = settings.ports;
  for (const port of [rtpAudio, rtpVideo]) {
    const limit = { timeoutMilliseconds: listenLimitMilliseconds, signal };
    const state = await waitForUdpPort({ port, pid, ...limit });
    if (state !== 'bound') throw notStarted(recipe, await readFile(logFile, 'utf8'));
  }
  await replayRtp(scope, recording, settings, 1);
  const madeSeconds = async () => Math.min(...(await Promise.all(playlists.map(listedSeconds))));
  await waitUntil(
    `FFmpeg has made a segment (${recipe})`,
    async () => (await madeSeconds()) > 0,
    segmentLimitMilliseconds,
    { signal },
  );
  return {
    recipe,
    pid,
    playlists,
    madeSeconds,
    lostDatagrams: () => lostDatagrams([rtpAudio, rtpVideo]),
  };
}

/** Of all segments ever listed, those that have left the playlist included. @throws {Error} when one that is listed is not there. */
async function listedSeconds(file: string): Promise<number> {
  const playlist = HLS.parse(await readFile(file, 'utf8'));
  if (!(playlist instanceof HLS.types.MediaPlaylist)) throw new Error(`${file}: no media playlist`);
  const { segments, mediaSequenceBase = 0 } = playlist;
  await Promise.all(segments.map(({ uri }) => stat(join(dirname(file), uri))));
  const seconds = segments.reduce((sum, { duration }) => sum + duration, 0);
  return seconds * (1 + mediaSequenceBase / segments.length);
}

const notStarted = (recipe: Recipe, log: string) =>
  new WorkshopError(
    {
      en: `FFmpeg did not start with the arguments of "${recipe}": ${log.trim().split('\n').at(-1)}`,
      es: `FFmpeg no arrancó con los argumentos de «${recipe}»: ${log.trim().split('\n').at(-1)}`,
    },
    { en: 'npm run doctor', es: 'npm run doctor' },
  );
