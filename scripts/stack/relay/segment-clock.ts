/**
 * Follows where FFmpeg cuts a copied picture: at the first keyframe after `hls_time` (stage 04). So the
 * relay knows how long the segment is that is being written, and that it must not outgrow the target
 * duration: players count on that, and a segment that is longer is not listed.
 */
import type { SegmentProfile } from '../../../labs/settings.ts';
import { videoClockRateHz } from '../../publisher/picture-options.ts';

/** Stage 04 cuts a little before the full length, lest a keyframe that comes early be passed over. */
const earlySeconds = 0.1;
/** RFC 8216, section 4.3.3.1: the length, rounded, must not exceed the target duration. */
const roundingSeconds = 0.45;

export class SegmentClock {
  readonly #cutSeconds: number;
  readonly #mostSeconds: number;
  #begun: number | undefined;

  constructor({ segmentSeconds, targetDurationSeconds }: SegmentProfile) {
    this.#cutSeconds = segmentSeconds - earlySeconds;
    this.#mostSeconds = targetDurationSeconds + roundingSeconds;
  }

  /** Another FFmpeg begins its first segment with this picture. */
  begin(timestamp: number): void {
    this.#begun = timestamp;
  }

  /** Whether the open segment would be too long, should this picture be in it, or be the one that ends it. */
  outgrows(timestamp: number): boolean {
    return this.#openSeconds(timestamp) > this.#mostSeconds;
  }

  /** A keyframe was handed on: where the segment is long enough, FFmpeg cuts here. */
  keyframe(timestamp: number): void {
    if (this.#openSeconds(timestamp) >= this.#cutSeconds) this.#begun = timestamp;
  }

  #openSeconds(timestamp: number): number {
    // The signed difference of two 32-bit counters survives their wrapping around.
    return ((timestamp - (this.#begun ?? timestamp)) | 0) / videoClockRateHz;
  }
}
