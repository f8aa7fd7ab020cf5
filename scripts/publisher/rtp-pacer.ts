import type { RtpPacket } from 'werift';
import { ticksBetween } from '../media/ticks-between.ts';

/**
 * Milliseconds from the moment a packet's media shows to the moment it is sent.
 *
 * Encoding takes a few milliseconds for a picture and up to 35 for 20 ms of sound, more on a
 * busy machine. Receivers behind Janus align the two streams by arrival, because Janus
 * forwards no sender reports: what belongs together must therefore leave together.
 */
export const delayMilliseconds = 60;

/** Hands the packets of one stream on, each at its media time plus a fixed delay. */
export class RtpPacer {
  readonly #clockRateHz: number;
  readonly #startMilliseconds: number;
  readonly #send: (packet: RtpPacket) => void;
  readonly #queue: { packet: RtpPacket; dueMilliseconds: number }[] = [];
  #lastTimestamp: number | undefined;
  #elapsedTicks = 0;
  #timer: NodeJS.Timeout | undefined;

  /**
   * @param startMilliseconds media time of the stream's first packet, in milliseconds as
   *   `performance.now()` gives it.
   */
  constructor(clockRateHz: number, startMilliseconds: number, send: (packet: RtpPacket) => void) {
    this.#clockRateHz = clockRateHz;
    this.#startMilliseconds = startMilliseconds;
    this.#send = send;
  }

  /** Takes the next packet, in the order of the stream. One that is late already goes at once. */
  push(packet: RtpPacket): void {
    const { timestamp } = packet.header;
    // The signed 32-bit difference: timestamps wrap, those of video after 13 hours.
    this.#elapsedTicks += ticksBetween(this.#lastTimestamp ?? timestamp, timestamp);
    this.#lastTimestamp = timestamp;
    const mediaMilliseconds = (this.#elapsedTicks * 1_000) / this.#clockRateHz;
    const dueMilliseconds = this.#startMilliseconds + mediaMilliseconds + delayMilliseconds;
    this.#queue.push({ packet, dueMilliseconds });
    if (this.#timer === undefined) this.#sendDue();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#queue.length = 0;
  }

  #sendDue(): void {
    this.#timer = undefined;
    for (let next = this.#queue[0]; next !== undefined; next = this.#queue[0]) {
      const wait = next.dueMilliseconds - performance.now();
      if (wait > 0) {
        this.#timer = setTimeout(() => this.#sendDue(), Math.ceil(wait));
        return;
      }
      this.#queue.shift();
      this.#send(next.packet);
    }
  }
}
