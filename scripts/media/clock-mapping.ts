/**
 * Learns which wall-clock time an RTP timestamp stands for, from when packets arrive.
 *
 * A sender says so in its RTCP sender reports, but Janus does not forward those. The packet
 * that took the shortest way is the best witness: `arrival - rtpTime` is smallest for it.
 * Every stream of a publisher is judged in the same way, so what matters, the difference
 * between audio and video, comes out right.
 */
import { ticksBetween } from './ticks-between.ts';

/**
 * How far back the shortest way is looked for: long enough that a sender who is busy for some seconds,
 * and late with its pictures alone, changes little; short enough to follow a sender whose clock is slow
 * (at 1000 ppm 10 ms late).
 */
const windowMilliseconds = 10_000;
/**
 * A shorter way proves that the clock was misjudged: nothing arrives before it was sent. A longer one
 * may be the line's doing: over 700 kbit/s a full packet of video takes 12 ms longer than one of sound,
 * and both wait behind others. So much of it is taken for the line, and moves nothing.
 */
const toleratedMilliseconds = 25;
/**
 * The mapping follows a sender's clock at most this fast, in milliseconds per second, so that no picture
 * jumps. What is proven is followed sooner. Where a way gets longer for both streams, one of them may learn
 * of it a little later than the other: meanwhile they must not come far apart. Quartz clocks differ by far
 * less than 1000 ppm.
 */
const slewMillisecondsPerSecond = { shorter: 4, longer: 1.2 };

export class ClockMapping {
  readonly #clockRateHz: number;
  readonly #transits: { at: number; milliseconds: number }[] = [];
  #first: number | undefined;
  #last = 0;
  #elapsedTicks = 0;
  #offset: number | undefined;
  #offsetAt = 0;

  constructor(clockRateHz: number) {
    this.#clockRateHz = clockRateHz;
  }

  /** How much of the stream has been seen, in milliseconds of its own time. */
  get observedMilliseconds(): number {
    return this.#mediaMilliseconds(this.#elapsedTicks);
  }

  /** Takes one packet: its RTP timestamp (32 bits, wrapping) and when it arrived (ms since 1970). */
  add(rtpTimestamp: number, arrivalMilliseconds: number): void {
    if (this.#first === undefined) {
      this.#first = rtpTimestamp;
    } else {
      this.#elapsedTicks += ticksBetween(this.#last, rtpTimestamp);
    }
    this.#last = rtpTimestamp;
    const milliseconds = arrivalMilliseconds - this.#mediaMilliseconds(this.#elapsedTicks);
    // Only a packet with a shorter way than all later ones can ever be the shortest again.
    while ((this.#transits.at(-1)?.milliseconds ?? Number.NEGATIVE_INFINITY) >= milliseconds) {
      this.#transits.pop();
    }
    this.#transits.push({ at: arrivalMilliseconds, milliseconds });
    while (
      (this.#transits[0]?.at ?? arrivalMilliseconds) <
      arrivalMilliseconds - windowMilliseconds
    ) {
      this.#transits.shift();
    }
  }

  /** How much longer than what it is taken for the shortest way has become; 0 before it is taken for anything. */
  get longerMilliseconds(): number {
    const shortest = this.#transits[0]?.milliseconds;
    return shortest === undefined ? 0 : Math.max(0, shortest - (this.#offset ?? shortest));
  }

  /**
   * The pair for a sender report: the RTP timestamp that belongs to `wallClockMilliseconds`.
   * @param otherLongerMilliseconds of the publisher's other stream. A way that got longer for both is the
   * line's doing, and moves neither: the two stay together.
   * @returns null before the first packet.
   */
  rtpTimestampAt(wallClockMilliseconds: number, otherLongerMilliseconds = 0): number | null {
    const shortest = this.#transits[0]?.milliseconds;
    if (shortest === undefined || this.#first === undefined) return null;
    if (this.#offset === undefined) {
      this.#offset = shortest;
    } else {
      const seconds = Math.max(0, wallClockMilliseconds - this.#offsetAt) / 1_000;
      const longer = shortest - this.#offset;
      this.#offset +=
        longer < 0
          ? Math.max(longer, -slewMillisecondsPerSecond.shorter * seconds)
          : Math.min(
              Math.max(0, longer - otherLongerMilliseconds - toleratedMilliseconds),
              slewMillisecondsPerSecond.longer * seconds,
            );
    }
    this.#offsetAt = wallClockMilliseconds;
    const ticks = ((wallClockMilliseconds - this.#offset) * this.#clockRateHz) / 1_000;
    return (this.#first + Math.round(ticks)) >>> 0;
  }

  #mediaMilliseconds(ticks: number): number {
    return (ticks * 1_000) / this.#clockRateHz;
  }
}
