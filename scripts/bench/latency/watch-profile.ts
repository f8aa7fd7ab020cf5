/** One stack of one profile, watched by several viewers at once: what their screens showed. */
import { setTimeout as delay } from 'node:timers/promises';
import type { SegmentProfile } from '../../../labs/settings.ts';
import { launchBrowser } from '../../checks/browser.ts';
import { listsSegments, startOwnStack } from '../../checks/own-stack.ts';
import { Scope } from '../../labs/scope.ts';
import { readClock } from '../../measure/read-clock.ts';
import type { BenchContext } from '../bench.ts';
import { type KeptSegment, SegmentKeeper } from '../segment-keeper.ts';
import type { MeterReadings } from './in-page/meter.ts';
import { leastSegments, type ProfilePlan, viewersAtOnce } from './plan.ts';
import { openPlaylistViewers, openRoomViewer } from './viewers.ts';

/** A segment with what its first picture's clock shows: ms since 1970. */
export interface ReadSegment extends KeptSegment {
  firstPictureAt: number;
}

/** What was seen in one repetition, all of it at the same time. */
export interface Repetition {
  seconds: number;
  players: MeterReadings[];
  room: MeterReadings & { roundTripSeconds: number };
  /** When each segment was listed, by its name: ms since 1970. */
  listed: ReadonlyMap<string, number>;
  /** Some of them, read. */
  segments: readonly ReadSegment[];
}

export interface WatchedProfile {
  profile: SegmentProfile;
  repetitions: Repetition[];
}

/** Decoding costs: the clock is read in so many segments of a repetition. */
const mostReadSegments = 12;

const limitSeconds = 60;

/** @param onRepetition called when the viewers of the next repetition come. */
export async function watchProfile(
  { profile, watchSeconds, settleSeconds }: ProfilePlan,
  { programs, iceAddress, signal }: Pick<BenchContext, 'programs' | 'iceAddress' | 'signal'>,
  onRepetition: (index: number) => void,
): Promise<WatchedProfile> {
  const scope = new Scope();
  try {
    const stack = await startOwnStack(scope, { programs, profile, iceAddress });
    const segments = await SegmentKeeper.start(scope, stack.settings);
    const browser = await launchBrowser({ executablePath: programs.chromium, leavesSignals: true });
    scope.defer(() => browser.close());
    const isListed = listsSegments(leastSegments(stack.settings.profile));
    await stack.waitForStatus('segments in the playlist', isListed, limitSeconds, signal);
    await stack.waitForPages(signal);

    const repetitions: Repetition[] = [];
    for (const [index, seconds] of watchSeconds.entries()) {
      onRepetition(index);
      const viewers = new Scope();
      scope.defer(() => viewers.close());
      const [room, players] = await Promise.all([
        openRoomViewer(browser, stack),
        openPlaylistViewers(browser, stack, { count: viewersAtOnce, signal }),
      ]);
      for (const viewer of [room, ...players]) viewers.defer(() => viewer.close());
      await delay(settleSeconds * 1_000, undefined, { signal });
      const before = segments.segments.length;
      await Promise.all([room, ...players].map((viewer) => viewer.begin()));
      await delay(seconds * 1_000, undefined, { signal });
      const roundTripSeconds = (await room.roundTripSeconds()) ?? 0;
      const [roomReadings, ...playerReadings] = await Promise.all([
        room.end(),
        ...players.map((player) => player.end()),
      ]);
      const listed = segments.segments.slice(before);
      await viewers.close();
      repetitions.push({
        seconds,
        players: playerReadings,
        room: { ...roomReadings, roundTripSeconds },
        listed: new Map(listed.map(({ name, listedAt }) => [name, listedAt])),
        segments: await readClocksOf(listed, programs.ffmpeg),
      });
    }
    return { profile: stack.settings.profile, repetitions };
  } finally {
    await scope.close();
  }
}

/** Of segments that lie evenly among them all. */
async function readClocksOf(
  segments: readonly KeptSegment[],
  ffmpegPath: string,
): Promise<ReadSegment[]> {
  const step = Math.ceil(segments.length / mostReadSegments);
  const read: ReadSegment[] = [];
  for (const segment of segments.filter((_, index) => index % step === 0)) {
    const firstPictureAt = await readClock(segment.file, { ffmpegPath, durationSeconds: 0.5 });
    if (firstPictureAt !== null) read.push({ ...segment, firstPictureAt });
  }
  return read;
}
