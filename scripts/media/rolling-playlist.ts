/**
 * The public playlist: the sessions of all publishers, one after the other, in one rolling list.
 *
 * FFmpeg's own `append_list` cannot do this: its TARGETDURATION changes, a discontinuity is lost
 * when it slides out, and DISCONTINUITY-SEQUENCE is never written. RFC 8216 forbids the first
 * (section 6.2.1) and requires the second (section 6.2.2).
 */
import * as HLS from 'hls-parser';

export interface ListedSegment {
  uri: string;
  durationSeconds: number;
  /** The first segment of a session: clocks, and perhaps the picture's size, start anew (EXT-X-DISCONTINUITY). */
  discontinuity: boolean;
}

export interface PlaylistPosition {
  mediaSequence: number;
  discontinuitySequence: number;
}

export class RollingPlaylist {
  readonly targetDurationSeconds: number;
  readonly #minimumSegments: number;
  readonly #minimumSeconds: number;
  readonly #segments: ListedSegment[] = [];
  #mediaSequence: number;
  #discontinuitySequence: number;

  constructor(options: {
    targetDurationSeconds: number;
    /** How many segments stay listed, and how many seconds: short ones are more. */
    minimumSegments: number;
    minimumSeconds: number;
    /** Where to go on counting: a number that has been used must not come again. */
    position: PlaylistPosition;
  }) {
    this.targetDurationSeconds = options.targetDurationSeconds;
    this.#minimumSegments = options.minimumSegments;
    // RFC 8216, section 6.2.2: at least three target durations must stay listed.
    this.#minimumSeconds = Math.max(options.minimumSeconds, 3 * options.targetDurationSeconds);
    this.#mediaSequence = options.position.mediaSequence;
    this.#discontinuitySequence = options.position.discontinuitySequence;
  }

  get segments(): readonly ListedSegment[] {
    return this.#segments;
  }
  get position(): PlaylistPosition {
    return {
      mediaSequence: this.#mediaSequence,
      discontinuitySequence: this.#discontinuitySequence,
    };
  }
  get durationSeconds(): number {
    return this.#segments.reduce((sum, segment) => sum + segment.durationSeconds, 0);
  }

  /** RFC 8216, section 4.3.3.1: the duration, rounded, must not exceed the target duration. */
  accepts(durationSeconds: number): boolean {
    return Math.round(durationSeconds) <= this.targetDurationSeconds;
  }

  /**
   * Lists one more segment.
   * @returns the segments that slid out.
   * @throws {RangeError} when the segment is longer than the target duration allows.
   */
  append(segment: ListedSegment): ListedSegment[] {
    if (!this.accepts(segment.durationSeconds)) {
      throw new RangeError(
        `${segment.uri} lasts ${segment.durationSeconds} s, more than the target duration of ${this.targetDurationSeconds} s`,
      );
    }
    this.#segments.push(segment);
    const removed: ListedSegment[] = [];
    while (this.#mayRemoveFirst()) {
      const first = this.#segments.shift() as ListedSegment;
      removed.push(first);
      this.#mediaSequence += 1;
      if (first.discontinuity) this.#discontinuitySequence += 1;
    }
    return removed;
  }

  #mayRemoveFirst(): boolean {
    const [first] = this.#segments;
    return (
      first !== undefined &&
      this.#segments.length > this.#minimumSegments &&
      this.durationSeconds - first.durationSeconds >= this.#minimumSeconds
    );
  }

  /** The playlist's text. There is no ENDLIST: a live stream ends when nobody serves it any more. */
  render(): string {
    return HLS.stringify(
      new HLS.types.MediaPlaylist({
        version: 3,
        targetDuration: this.targetDurationSeconds,
        mediaSequenceBase: this.#mediaSequence,
        discontinuitySequenceBase: this.#discontinuitySequence,
        independentSegments: true,
        segments: this.#segments.map(
          ({ uri, durationSeconds, discontinuity }) =>
            new HLS.types.Segment({ uri, duration: durationSeconds, discontinuity }),
        ),
      }),
    );
  }
}

/** Where a playlist that was written earlier ends: the position for the one that follows it. */
export function positionAfter(playlistText: string): PlaylistPosition {
  const playlist = HLS.parse(playlistText);
  if (!(playlist instanceof HLS.types.MediaPlaylist)) {
    throw new Error('A media playlist was expected, and a master playlist was found');
  }
  const discontinuities = playlist.segments.filter((segment) => segment.discontinuity).length;
  return {
    mediaSequence: (playlist.mediaSequenceBase ?? 0) + playlist.segments.length,
    discontinuitySequence: (playlist.discontinuitySequenceBase ?? 0) + discontinuities,
  };
}
