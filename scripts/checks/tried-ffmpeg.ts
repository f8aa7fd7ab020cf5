/**
 * Two real FFmpegs with the student's arguments, fed with the same recording: one in real time,
 * as a publisher would, and one faster, so that segments grow old while one waits.
 */
import { z } from 'zod';
import type { Settings } from '../../labs/settings.ts';
import type { TrialTools } from '../labs/lab-checks.ts';
import { FfmpegRun, type FfmpegRunChoices, prepareSession } from './ffmpeg-run.ts';
import type { WatchedSegment } from './folder-watch.ts';
import { ownSettings } from './own-settings.ts';
import type { RtpRecording } from './rtp-recording.ts';
import type { RtpReplay } from './rtp-replay.ts';

/** Faster than real time, but no faster than FFmpeg and two shared cores take with ease. */
const quickSpeed = 4;
/** In the quick one's playlist: so few that the first one is soon old. */
export const segmentsListed = 3;
/** Far from what FFmpeg takes unless told otherwise, 128 kbit/s. */
const aacBitrateBitsPerSecond = 32_000;
/** In the playlist of the one in real time: so many that none is missed when several come at once. */
const segmentsListedLive = 6;
/** By then the oldest segment should be gone, however generous the student is. */
const segmentsToWaitFor = 24;
const quickLimitMilliseconds = 40_000;

/** Seconds of the recording: first a beep, then a gap in the sound, then another beep. */
const soundSeconds = 1.2;
const goodSeconds = 4.9;
/** Long enough for a segment that is too long to show its length. */
export const firstSegmentLimitMilliseconds = 6_500;
export const gapLimitMilliseconds = 3_500;

interface LiveStory {
  replay: RtpReplay;
  /** Whether the picture went on while the sound paused. */
  wentOn: boolean;
  segments: readonly WatchedSegment[];
}

export interface TriedFfmpeg extends TrialTools {
  live: FfmpegRun;
  quick: FfmpegRun;
  firstSegment: Promise<boolean>;
  liveStory: Promise<LiveStory>;
  /** The segments of the quick one, young and old. */
  quickStory: Promise<readonly WatchedSegment[]>;
}

/** Starts both, and begins to feed them. */
export async function startTriedFfmpeg(
  tools: TrialTools,
  recording: RtpRecording,
): Promise<TriedFfmpeg> {
  // The student's process answers one call at a time.
  const sessions = [
    await prepareRun(tools, segmentsListedLive),
    await prepareRun(tools, segmentsListed),
  ] as const;
  const [live, quick] = await Promise.all([
    FfmpegRun.start(tools.scope, sessions[0]),
    FfmpegRun.start(tools.scope, sessions[1]),
  ]);
  const liveStory = tellLive(live, recording);
  const quickStory = tellQuick(quick, recording);
  const firstSegment = live.until(
    () => live.output.segments.size > 0,
    firstSegmentLimitMilliseconds,
  );
  for (const story of [liveStory, quickStory, firstSegment]) story.catch(() => {});
  return { ...tools, live, quick, liveStory, quickStory, firstSegment };
}

async function prepareRun(
  { scope, programs, student }: TrialTools,
  playlistSegments: number,
): Promise<FfmpegRunChoices> {
  const { settings, remove } = await ownSettings({ profile: 'low' });
  scope.defer(remove);
  const trial: Settings = {
    ...settings,
    profile: { ...settings.profile, playlistSegments },
    audio: { ...settings.audio, aacBitrateBitsPerSecond },
  };
  const paths = await prepareSession(trial);
  const args = await student.call('ffmpegArguments', [trial, paths], z.array(z.string()));
  return {
    ffmpegPath: programs.ffmpeg,
    settings: trial,
    paths,
    args,
    signal: scope.signal,
  };
}

/** In real time, with a gap in the sound. */
async function tellLive(run: FfmpegRun, recording: RtpRecording): Promise<LiveStory> {
  const replay = await run.feed(recording, 1);
  const hasBegun = () => run.output.segments.size > 0 && replay.sentSeconds > soundSeconds;
  await run.until(hasBegun, firstSegmentLimitMilliseconds);
  const gapBegan = replay.sentSeconds;
  replay.isMuted = true;
  const wentOn = await run.until(() => run.listedSeconds > gapBegan, gapLimitMilliseconds);
  replay.isMuted = false;
  await run.until(() => run.listedSeconds > goodSeconds, goodSeconds * 1_000);
  await run.end(replay);
  return { replay, wentOn, segments: [...run.output.segments.values()] };
}

/**
 * Faster, until the first segment is gone.
 * @returns the segments as they were then: the last one, cut short by the goodbye, makes FFmpeg
 *   delete early.
 */
async function tellQuick(
  run: FfmpegRun,
  recording: RtpRecording,
): Promise<readonly WatchedSegment[]> {
  const replay = await run.feed(recording, quickSpeed);
  const { output } = run;
  const isOver = () =>
    output.made >= segmentsToWaitFor ||
    [...output.segments.values()].some(({ goneAt }) => goneAt !== null);
  await run.until(isOver, quickLimitMilliseconds);
  const segments = [...output.segments.values()].map((segment) => ({ ...segment }));
  await run.end(replay);
  return segments;
}

/** The segments of one session are one transport stream, cut: put together, they are whole again. */
export const joined = (segments: readonly WatchedSegment[]): Buffer =>
  Buffer.concat(segments.map(({ content }) => content));
