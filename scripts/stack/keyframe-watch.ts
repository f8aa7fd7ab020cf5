/**
 * Sees to it that no segment outgrows the target duration for want of a keyframe.
 *
 * Janus asks for keyframes at its own rhythm (`fir_freq`), which need not be in step with the
 * moment FFmpeg began, and a request or a keyframe can be lost. When the segment being written
 * is due and no keyframe came, this asks for one. FFmpeg cuts there, and within a few segments
 * both rhythms are one.
 */
import type { SegmentProfile } from '../../labs/settings.ts';
import type { MediaTap } from './media-tap.ts';

/**
 * Janus's own keyframe comes up to this much after the full interval: who runs ahead of it gets two
 * keyframes, and a segment of two frames. Much later, and the segment would be too long.
 */
const patienceSeconds = 0.22;
/** A keyframe this fresh has not reached the playlist yet. */
const inFlightSeconds = 0.6;
/** Encoders answer one request at a time: asking more often than this changes nothing. */
const repeatSeconds = 0.3;

export class KeyframeWatch {
  readonly #profile: SegmentProfile;
  readonly #tap: Pick<MediaTap, 'lastKeyframeAt' | 'requestKeyframe'>;
  readonly #beganAt: number;
  #firstKeyframeAt: number | undefined;
  #requestedAt = 0;

  constructor(
    profile: SegmentProfile,
    tap: Pick<MediaTap, 'lastKeyframeAt' | 'requestKeyframe'>,
    now = Date.now(),
  ) {
    this.#profile = profile;
    this.#tap = tap;
    this.#beganAt = now;
  }

  /**
   * Looks once, and asks for a keyframe when one is due.
   * @param listedSeconds length of the session's segments that are finished.
   */
  look(listedSeconds: number, now = Date.now()): void {
    const { lastKeyframeAt } = this.#tap;
    if (this.#firstKeyframeAt === undefined && lastKeyframeAt && lastKeyframeAt >= this.#beganAt) {
      this.#firstKeyframeAt = lastKeyframeAt;
    }
    const secondsSince = (time: number) => (now - time) / 1_000;
    if (secondsSince(this.#requestedAt) < repeatSeconds) return;
    if (this.#firstKeyframeAt !== undefined) {
      const openSegmentSeconds = secondsSince(this.#firstKeyframeAt) - listedSeconds;
      const isDue = openSegmentSeconds > this.#profile.segmentSeconds + patienceSeconds;
      const isInFlight = secondsSince(lastKeyframeAt ?? 0) < inFlightSeconds;
      if (!isDue || isInFlight) return;
    }
    // Before the first keyframe every look asks: without one FFmpeg has nothing to begin with.
    this.#requestedAt = now;
    this.#tap.requestKeyframe();
  }
}
