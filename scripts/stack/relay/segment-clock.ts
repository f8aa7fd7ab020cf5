/**
 * Follows where FFmpeg cuts a copied picture. So the relay knows how long the segment is that is being
 * written, and that it must not outgrow the target duration: players count on that, and a segment that
 * is longer is not listed.
 *
 * FFmpeg cuts at the first keyframe after `hls_time`, counted from the first picture: the third segment
 * ends three of them after that, at the earliest (hlsenc.c, `end_pts`).
 */
import type { SegmentProfile } from '../../../labs/settings.ts';
import { ticksBetween } from '../../media/ticks-between.ts';
import { videoClockRateHz } from '../../publisher/picture-options.ts';

/** Stage 04 cuts a little before the full length, lest a keyframe that comes early be passed over. */
const earlySeconds = 0.1;
/**
 * RFC 8216, section 4.3.3.1: the length, rounded, must not exceed the target duration. The rest is for
 * the last picture, whose length FFmpeg only guesses.
 */
const roundingSeconds = 0.4;

/** Janus's own keyframe comes so much after the full length: its request and the picture have a way to go. */
const onItsWaySeconds = 0.1;

export class SegmentClock {
  readonly #cutSeconds: number;
  readonly #overdueSeconds: number;
  readonly #mostSeconds: number;
  #newest: number | undefined;
  /** From the first picture to the newest. */
  #elapsedTicks = 0;
  /** Seconds from the first picture to the last cut, and how many cuts there were. */
  #lastCutSeconds = 0;
  #cuts = 0;

  constructor({ segmentSeconds, targetDurationSeconds }: SegmentProfile) {
    this.#cutSeconds = segmentSeconds - earlySeconds;
    this.#overdueSeconds = segmentSeconds + onItsWaySeconds;
    this.#mostSeconds = targetDurationSeconds + roundingSeconds;
  }

  /** Another FFmpeg begins its first segment with this picture. */
  begin(timestamp: number): void {
    this.#newest = timestamp;
    this.#elapsedTicks = 0;
    this.#lastCutSeconds = 0;
    this.#cuts = 0;
  }

  /** Whether the open segment has its full length, and the keyframe that ends it should be here. */
  isOverdue(timestamp: number): boolean {
    return this.#secondsAt(timestamp) - this.#lastCutSeconds >= this.#overdueSeconds;
  }

  /** Whether the open segment would be too long, should this picture be in it, or be the one that ends it. */
  outgrows(timestamp: number): boolean {
    return this.#secondsAt(timestamp) - this.#lastCutSeconds > this.#mostSeconds;
  }

  /** A keyframe was handed on: where it is time, FFmpeg cuts here. */
  keyframe(timestamp: number): void {
    const seconds = this.#secondsAt(timestamp);
    if (seconds < (this.#cuts + 1) * this.#cutSeconds) return;
    this.#lastCutSeconds = seconds;
    this.#cuts += 1;
  }

  #secondsAt(timestamp: number): number {
    this.#elapsedTicks += ticksBetween(this.#newest ?? timestamp, timestamp);
    this.#newest = timestamp;
    return this.#elapsedTicks / videoClockRateHz;
  }
}
