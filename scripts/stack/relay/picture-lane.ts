/**
 * The pictures' way through the relay: the gate of stage 07 judges each, and what passes goes to the
 * FFmpeg whose turn it is.
 */
import type { SegmentProfile } from '../../../labs/settings.ts';
import type { GateDecision, GateState, PictureTreatment } from '../../../labs/stages.ts';
import { settlesWithin } from '../../system/settles-within.ts';
import type { RunningStages } from '../stages.ts';
import type { AssembledFrame } from './frame-assembler.ts';
import type { KeyframeAsker } from './keyframe-asker.ts';
import { ParameterSets } from './parameter-sets.ts';
import type { RelayCounters } from './relay-counters.ts';
import type { RtpOutlet } from './rtp-outlet.ts';
import { SegmentClock } from './segment-clock.ts';

export interface PictureLaneOptions {
  profile: SegmentProfile;
  frameGate: RunningStages['frameGate'];
  asker: KeyframeAsker;
  counters: RelayCounters;
  onSegmentFull(): void;
}

/** The FFmpeg that takes over at the next keyframe. */
interface Successor {
  outlet: RtpOutlet;
  treatment: PictureTreatment;
  taken(): void;
}

/** NAL unit type: H.264, table 7-1. */
const idr = 5;
/** To start an FFmpeg takes half a second. A keyframe waits for it: another one would come later still. */
const successorLimitMilliseconds = 1_500;

export class PictureLane {
  readonly #options: PictureLaneOptions;
  readonly #parameterSets = new ParameterSets();
  readonly #segment: SegmentClock;
  #outlet: RtpOutlet | undefined;
  #successor: Successor | undefined;
  #successorCame: () => void = () => {};
  #treatment: PictureTreatment = 'copy';
  #gate: GateState = 'closed';
  #wantsKeyframe = false;
  /** No keyframe came in time: nothing is handed on until another FFmpeg takes over. */
  #isSegmentFull = false;

  constructor(options: PictureLaneOptions) {
    this.#options = options;
    this.#segment = new SegmentClock(options.profile);
  }

  /** Where the sound goes as well; undefined before the first picture, and while nothing is handed on. */
  get outlet(): RtpOutlet | undefined {
    return this.#isSegmentFull ? undefined : this.#outlet;
  }

  /** @returns when the first picture went there. */
  handTo(outlet: RtpOutlet, treatment: PictureTreatment): Promise<void> {
    return new Promise((taken) => {
      this.#successor = { outlet, treatment, taken };
      this.#successorCame();
    });
  }

  /** Takes back the last `handTo`. */
  handToNobodyNew(): void {
    this.#successor = undefined;
  }

  /** Takes the next picture; whoever comes next waits until it resolves. @throws what the gate throws. */
  async pass(frame: AssembledFrame): Promise<void> {
    const { frameGate, asker } = this.#options;
    this.#parameterSets.note(frame.seen.nalTypes, frame.payloads);
    this.#lookAtSegment(frame);
    if (this.#isSegmentFull && isKeyframe(frame)) await this.#untilSomebodyTakesOver();
    const successor = this.#successor;
    if (successor) {
      // Who takes over begins where any decoder can begin: before a gate that is closed.
      const decision = await frameGate('closed', frame.seen, successor.treatment);
      // Meanwhile it may have been taken back.
      if (decision.handOn && this.#successor === successor) {
        this.#successor = undefined;
        this.#outlet = successor.outlet;
        this.#treatment = successor.treatment;
        this.#isSegmentFull = false;
        this.#segment.begin(frame.seen.timestamp);
        this.#follow(frame, decision);
        return successor.taken();
      }
      asker.ask();
    }
    if (!this.#outlet) return;
    this.#follow(frame, await frameGate(this.#gate, frame.seen, this.#treatment));
  }

  /** Of a copy only: encoded anew, every segment is as long as it should be. */
  #lookAtSegment({ seen }: AssembledFrame): void {
    if (!this.#outlet || this.#treatment !== 'copy') return;
    if (!this.#segment.outgrows(seen.timestamp)) return;
    this.#isSegmentFull = true;
    this.#options.onSegmentFull();
    this.#options.asker.ask();
  }

  async #untilSomebodyTakesOver(): Promise<void> {
    if (this.#successor) return;
    const coming = new Promise<void>((came) => {
      this.#successorCame = came;
    });
    await settlesWithin(coming, successorLimitMilliseconds);
  }

  #follow(frame: AssembledFrame, decision: GateDecision): void {
    const { asker, counters } = this.#options;
    this.#gate = decision.state;
    // A browser that is about to send a keyframe drops what still waits before it, and so tears the
    // picture before. Asking is for the next picture, should that be no keyframe.
    if (this.#wantsKeyframe && !(isKeyframe(frame) && decision.handOn)) asker.ask();
    this.#wantsKeyframe = decision.askForKeyframe;
    if (!decision.handOn || this.#isSegmentFull) {
      counters.droppedFrames += 1;
      return;
    }
    if (isKeyframe(frame)) {
      asker.answered();
      this.#segment.keyframe(frame.seen.timestamp);
    }
    counters.handedOn(frame.seen.timestamp, frame.lastArrivedAt);
    const first = decision.parameterSetsFirst ? this.#parameterSets.payloads : [];
    const payloads = [...first, ...frame.payloads];
    const { ssrc, seen } = frame;
    for (const [index, payload] of payloads.entries()) {
      const marker = index === payloads.length - 1;
      this.#outlet?.send('video', { timestamp: seen.timestamp, ssrc, marker, payload });
    }
  }
}

const isKeyframe = ({ seen }: AssembledFrame): boolean => seen.nalTypes.includes(idr);
