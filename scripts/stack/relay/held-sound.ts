/**
 * Sound that waits for the picture it came with. Where one FFmpeg takes over from another, both streams
 * then change over at one moment: a player that puts segments one after the other keeps them together.
 */
import type { OutgoingPacket } from './rtp-outlet.ts';

/** A picture that never ends, or none at all, must not keep the sound: longer than a keyframe takes to come. */
const longestMilliseconds = 1_500;

export class HeldSound {
  readonly #held: { packet: OutgoingPacket; arrivedAt: number }[] = [];

  get isEmpty(): boolean {
    return this.#held.length === 0;
  }

  add(packet: OutgoingPacket, arrivedAt: number): void {
    this.#held.push({ packet, arrivedAt });
  }

  /** Takes what came before that moment, and what has waited for too long. */
  takeBefore(moment: number, now: number): OutgoingPacket[] {
    const until = Math.max(moment, now - longestMilliseconds);
    const count = this.#held.findIndex(({ arrivedAt }) => arrivedAt >= until);
    const taken = this.#held.splice(0, count < 0 ? this.#held.length : count);
    return taken.map(({ packet }) => packet);
  }
}
