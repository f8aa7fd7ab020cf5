/** When each picture is due, and which moment of the wall clock it shows. */

/** The clock may differ from the machine's by this many frames before it is set again. */
const toleratedFrames = 2;

/**
 * Counts frames on the machine's steady clock from the start. Frame times are whole multiples
 * of the frame interval since the Unix epoch, so that even seconds fall exactly on a frame.
 */
export class FrameSchedule {
  readonly #framesPerSecond: number;
  /** Steady time of frame 0, in milliseconds as `performance.now()` gives it. */
  readonly startMilliseconds: number;
  /** Frames since the epoch at frame 0. */
  #epochFrame: number;

  constructor(framesPerSecond: number) {
    this.#framesPerSecond = framesPerSecond;
    const now = Date.now();
    this.#epochFrame = this.#wallFrame(now);
    this.startMilliseconds =
      performance.now() - (now - (this.#epochFrame * 1_000) / framesPerSecond);
  }

  /** The newest frame that is due. */
  dueFrame(): number {
    const elapsed = performance.now() - this.startMilliseconds;
    return Math.floor((elapsed * this.#framesPerSecond) / 1_000);
  }

  /** How long until a frame is due, in whole milliseconds as a timer takes them; 0 when it is. */
  millisecondsUntil(frame: number): number {
    const due = this.startMilliseconds + (frame * 1_000) / this.#framesPerSecond;
    return Math.max(0, Math.ceil(due - performance.now()));
  }

  /** Frames since the Unix epoch. */
  epochFrame(frame: number): number {
    return this.#epochFrame + frame;
  }

  /** What the clock in the picture shows: milliseconds since the Unix epoch. */
  epochMilliseconds(frame: number): number {
    return Math.round((this.epochFrame(frame) * 1_000) / this.#framesPerSecond);
  }

  /** Follows the machine's clock when somebody set it, or after the machine slept. */
  followWallClock(): void {
    const difference = this.#wallFrame(Date.now()) - this.epochFrame(this.dueFrame());
    if (Math.abs(difference) > toleratedFrames) this.#epochFrame += difference;
  }

  #wallFrame(epochMilliseconds: number): number {
    return Math.floor((epochMilliseconds * this.#framesPerSecond) / 1_000);
  }
}
