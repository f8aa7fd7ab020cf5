/** RTP time stamps as a clock gives them that goes too fast, or too slow: crystals are not all alike. */
import { ticksBetween } from '../media/ticks-between.ts';

export class SkewedClock {
  readonly #rate: number;
  #first: number | undefined;
  #last = 0;
  #elapsedTicks = 0;

  /** @param partsPerMillion above 0: too fast. */
  constructor(partsPerMillion: number) {
    this.#rate = 1 + partsPerMillion / 1e6;
  }

  /** @param timestamp by a clock that is right; they come in the order of the stream. */
  tell(timestamp: number): number {
    this.#first ??= this.#last = timestamp;
    this.#elapsedTicks += ticksBetween(this.#last, timestamp);
    this.#last = timestamp;
    return (this.#first + Math.round(this.#elapsedTicks * this.#rate)) >>> 0;
  }
}
