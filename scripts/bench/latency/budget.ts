/**
 * Where the latency comes from: what a picture waits for on its way, part by part.
 *
 * | part    | WebRTC                            | HLS                                                  |
 * | ------- | --------------------------------- | ---------------------------------------------------- |
 * | encode  | painted → sent                    | the same                                             |
 * | network | publisher → Janus → viewer        | the same                                             |
 * | segment |                                   | the first picture of a segment arrives → it is listed |
 * | poll    |                                   | listed → the player has read it in the playlist      |
 * | buffer  |                                   | what the player keeps in reserve                     |
 * | display | arrived → on the screen           | its turn → on the screen                             |
 *
 * Why a whole segment, and not half of one on average: its first picture waits until its last one is
 * there. A picture is played a moment after the one before it, as it was painted; so whatever the
 * first one of a segment has waited for, all the others are behind by, too.
 *
 * Why the reserve is a segment less than what the player aims at: hls.js keeps its playhead
 * `liveSyncDurationCount` target durations behind the live edge, which goes on while the next segment
 * is being written. The newest segment is part of that distance, and has been counted already.
 */
import type { SegmentProfile } from '../../../labs/settings.ts';
import { pictureOptionsSchema } from '../../publisher/picture-options.ts';
import { delayMilliseconds as publisherMilliseconds } from '../../publisher/rtp-pacer.ts';
import { pollMilliseconds as listMilliseconds } from '../../stack/playlist-publisher.ts';
import { type BudgetPart, budgetParts, type Distribution } from '../results.ts';
import { distribution } from '../statistics.ts';
import type { Repetition, WatchedProfile } from './watch-profile.ts';

/** Seconds, on average; what a way does not have is 0. */
export type PredictedBudget = Readonly<Record<BudgetPart, number>>;

/** Null where a way has no such part. */
export type MeasuredBudget = Readonly<Record<BudgetPart, Distribution | null>>;

const frameSeconds = 1 / pictureOptionsSchema.parse({}).framesPerSecond;

/** From the settings alone. @param profile null for WebRTC. */
export function predictBudget(profile: SegmentProfile | null): PredictedBudget {
  return {
    // The synthetic publisher sends what belongs together this long after it was painted.
    encode: publisherMilliseconds / 1_000,
    // Everything is on one machine. Elsewhere: half the round trip to Janus, twice.
    network: 0,
    ...(profile ? predictPlaylist(profile) : { segment: 0, poll: 0, buffer: 0 }),
    // The screen shows a frame until the next one: half an interval, and a refresh of 60 Hz.
    display: frameSeconds / 2 + 1 / 60,
  };
}

function predictPlaylist(profile: SegmentProfile) {
  const { segmentSeconds, targetDurationSeconds, liveSyncSegments } = profile;
  return {
    // FFmpeg knows that a picture is whole when the next one begins, and the supervisor looks
    // for a new segment every so often: half of that on average.
    segment: segmentSeconds + frameSeconds + listMilliseconds / 2_000,
    // A player asks once in a target duration. Segments are a little longer, so each is found a little
    // sooner than the last, until one is not listed yet: then hls.js asks again half a target duration
    // later (RFC 8216, section 6.3.4). So 0 to half of one, half of that on average. Who has just come
    // may be up to a whole one late, until then.
    poll: targetDurationSeconds / 4,
    buffer: liveSyncSegments * targetDurationSeconds - segmentSeconds,
  };
}

/** From what was seen by WebRTC viewers. */
export function measureRoomBudget(repetitions: readonly Repetition[]): MeasuredBudget {
  const { encode, network, display } = measureRoom(repetitions);
  return { encode, network, segment: null, poll: null, buffer: null, display };
}

/** From what was seen by players, and by the WebRTC viewer beside them. */
export function measurePlaylistBudget({ repetitions }: WatchedProfile): MeasuredBudget {
  const { encode, network } = measureRoom(repetitions);
  const segments = repetitions.flatMap((repetition) => repetition.segments);
  const players = repetitions.flatMap((repetition) => repetition.players);
  const frames = players.flatMap((player) => player.frames);
  const arrivalSeconds = encode.p50 + network.p50;
  const segmentSeconds = distribution(segments.map((segment) => segment.durationSeconds)).p50;
  return {
    encode,
    network,
    segment: distribution(
      segments.map(
        ({ listedAt, firstPictureAt }) => (listedAt - firstPictureAt) / 1_000 - arrivalSeconds,
      ),
    ),
    poll: distribution(repetitions.flatMap(pollSeconds)),
    buffer: distribution(
      frames.flatMap(({ behindEdgeSeconds }) =>
        behindEdgeSeconds === null ? [] : [behindEdgeSeconds - segmentSeconds],
      ),
    ),
    display: distribution(frames.map(({ displaySeconds }) => displaySeconds)),
  };
}

/**
 * From the listing of a segment to the moment a player asks for it, which is when it knows it. Told of
 * every frame, as the other parts are: that of the segment its player had come to know last.
 */
function pollSeconds({ listed, players }: Repetition): number[] {
  return players.flatMap(({ frames, segmentRequests }) => {
    const known = segmentRequests.flatMap(([name, askedAt]) => {
      const listedAt = listed.get(name);
      return listedAt === undefined ? [] : [{ askedAt, seconds: (askedAt - listedAt) / 1_000 }];
    });
    return frames.flatMap(({ shownAt }) => {
      const last = known.findLast(({ askedAt }) => askedAt <= shownAt);
      return last ? [last.seconds] : [];
    });
  });
}

function measureRoom(repetitions: readonly Repetition[]) {
  const frames = repetitions.flatMap(({ room }) =>
    // Publisher to Janus and Janus to viewer: each is half a round trip, on one machine alike.
    room.frames.map((frame) => ({ ...frame, networkSeconds: room.roundTripSeconds })),
  );
  return {
    encode: distribution(
      frames.map(
        ({ glassToGlassSeconds, displaySeconds, networkSeconds }) =>
          glassToGlassSeconds - displaySeconds - networkSeconds,
      ),
    ),
    network: distribution(repetitions.map(({ room }) => room.roundTripSeconds)),
    display: distribution(frames.map(({ displaySeconds }) => displaySeconds)),
  };
}

/** The parts' medians together: near the median of the whole. */
export const sumOfBudget = (budget: MeasuredBudget): number =>
  budgetParts.reduce((sum, part) => sum + (budget[part]?.p50 ?? 0), 0);
