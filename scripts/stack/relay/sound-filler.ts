/**
 * Fills short holes in the sound. Browsers do not send lost sound again, and FFmpeg follows a hole of
 * less than 100 ms only slowly: at 5 % loss the sound would run up to 100 ms ahead of the picture.
 */
import { ticksBetween } from '../../media/ticks-between.ts';
import type { OutgoingPacket } from './rtp-outlet.ts';

/** 100 ms of Opus in packets of 20 ms. A longer hole is filled by FFmpeg, with silence. */
const mostRepeats = 5;

export class SoundFiller {
  #last: OutgoingPacket | undefined;

  /**
   * @param lostBefore how many packets are missing right before this one.
   * @returns it, after the last one once more for each that is missing: a little echo instead of a hole.
   */
  fill(packet: OutgoingPacket, lostBefore: number): OutgoingPacket[] {
    const last = this.#last;
    this.#last = packet;
    if (!last || lostBefore === 0 || lostBefore > mostRepeats) return [packet];
    const step = ticksBetween(last.timestamp, packet.timestamp) / (lostBefore + 1);
    const repeats = Array.from({ length: lostBefore }, (_, index) => ({
      ...last,
      timestamp: (last.timestamp + Math.round((index + 1) * step)) >>> 0,
    }));
    return [...repeats, packet];
  }
}
