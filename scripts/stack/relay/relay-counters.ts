/** What the relay has seen and done since its session began: figures of the probe `forward`. */
import { ticksBetween } from '../../media/ticks-between.ts';
import { videoClockRateHz } from '../../publisher/picture-options.ts';

export class RelayCounters {
  /** Packets of sound and picture that did not come in time. Browsers send no sound again. */
  lostPackets = 0;
  /** Packets that came after a later one, and in time: sent again, or overtaken on the way. */
  repairedPackets = 0;
  /** Holes in the picture's packets that stayed. */
  gaps = 0;
  /** Pictures that were not handed on. */
  droppedFrames = 0;
  keyframesRequested = 0;
  handedOnFrames = 0;
  /** The longest time between two pictures that were handed on, in the stream's own time. */
  longestFreezeSeconds = 0;
  /** How long the relay held the newest picture after its last packet had come. */
  delayMilliseconds = 0;
  #lastTimestamp: number | undefined;

  /** @param lastArrivedAt when the picture's last packet came, in ms of `performance.now()`. */
  handedOn(timestamp: number, lastArrivedAt: number): void {
    this.handedOnFrames += 1;
    this.delayMilliseconds = performance.now() - lastArrivedAt;
    const ticks = ticksBetween(this.#lastTimestamp ?? timestamp, timestamp);
    this.#lastTimestamp = timestamp;
    this.longestFreezeSeconds = Math.max(this.longestFreezeSeconds, ticks / videoClockRateHz);
  }
}
