/**
 * The pictures' way through the relay: the gate of stage 07 judges each, and what passes goes to the
 * FFmpeg whose turn it is.
 */
import type { SegmentProfile } from '../../../labs/settings.ts';
import type { GateDecision, GateState, PictureTreatment } from '../../../labs/stages.ts';
import { ticksBetween } from '../../media/ticks-between.ts';
import { videoClockRateHz } from '../../publisher/picture-options.ts';
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
  /** Told when an FFmpeg begins behind a hole, up to what moment of arrival: the sound in it goes to nobody. */
  onHoleLeftOut(until: number): void;
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
/** 20 s at 30 pictures per second. */
const healthyPictures = 600;
/** A picture's time at that rate. */
const pictureTicks = videoClockRateHz / 30;

export class PictureLane {
  /** When the first of the pictures arrived that are kept back now (ms of `performance.now()`); null while none is. */
  keptBackSince: number | null = null;
  /** How much time the FFmpeg that has its turn was given before its first keyframe: a hole's. */
  headStartSeconds = 0;
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
  /** Since one was kept back. */
  #picturesSinceWound = Number.POSITIVE_INFINITY;
  /** RTP timestamp of the newest that was handed on. */
  #handedOn: number | undefined;

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
        this.#beginWith(frame, decision);
        return successor.taken();
      }
      asker.ask();
    }
    if (!this.#outlet) return;
    this.#follow(frame, await frameGate(this.#gate, frame.seen, this.#treatment));
  }

  /**
   * In a short hole an FFmpeg begins where the one before ended: no time is lost. A long one would take up
   * the room of its first segment, and is left out.
   */
  #beginWith(frame: AssembledFrame, decision: GateDecision): void {
    const { profile, onHoleLeftOut } = this.#options;
    const { timestamp } = frame.seen;
    const holeSeconds = secondsBetween(this.#timesOf(frame)[0], timestamp);
    const isLong = holeSeconds > profile.segmentSeconds / 4;
    if (isLong) {
      this.keptBackSince = null;
      onHoleLeftOut(frame.firstArrivedAt);
    }
    this.headStartSeconds = isLong ? 0 : holeSeconds;
    this.#segment.begin(this.#timesOf(frame)[0]);
    this.#follow(frame, decision);
  }

  /** Of a copy only: encoded anew, every segment is as long as it should be. */
  #lookAtSegment(frame: AssembledFrame): void {
    const { timestamp } = frame.seen;
    if (!this.#outlet || this.#treatment !== 'copy') return;
    const { asker, onSegmentFull } = this.#options;
    // In clear weather Janus's own rhythm makes the keyframe, and keyframe-watch.ts waits for it patiently. A
    // wound puts the segments out of step with it, and what is asked for may get lost: so the sooner.
    const isWeatherBad = this.#picturesSinceWound < healthyPictures;
    if (isWeatherBad && !isKeyframe(frame) && this.#segment.isOverdue(timestamp)) asker.ask();
    if (!this.#segment.outgrows(timestamp)) return;
    this.#isSegmentFull = true;
    onSegmentFull();
    asker.ask();
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
    this.#picturesSinceWound += 1;
    if (!decision.handOn || this.#isSegmentFull) {
      this.#picturesSinceWound = 0;
      this.keptBackSince ??= frame.firstArrivedAt;
      counters.droppedFrames += 1;
      return;
    }
    if (isKeyframe(frame)) asker.answered();
    counters.handedOn(frame.seen.timestamp, frame.lastArrivedAt);
    for (const timestamp of this.#timesOf(frame)) this.#send(frame, timestamp, decision);
    this.keptBackSince = null;
    this.#handedOn = frame.seen.timestamp;
  }

  /**
   * The times at which this picture is shown. The keyframe that ends a hole is shown twice: where the hole
   * begins, and at its own time. So no segment ends with a hole, at which players stop that play sound and
   * picture from two buffers. (Two IDR pictures in a row should have different `idr_pic_id`s (H.264, 7.4.3).
   * Decoders tell them apart by the access unit delimiter that FFmpeg writes before each.)
   */
  #timesOf(frame: AssembledFrame): [number, ...number[]] {
    const { timestamp } = frame.seen;
    if (this.keptBackSince === null || this.#handedOn === undefined || !isKeyframe(frame)) {
      return [timestamp];
    }
    const begin = (this.#handedOn + pictureTicks) >>> 0;
    const hasRoom = secondsBetween(begin, timestamp) > pictureTicks / 2 / videoClockRateHz;
    return hasRoom ? [begin, timestamp] : [timestamp];
  }

  #send(frame: AssembledFrame, timestamp: number, { parameterSetsFirst }: GateDecision): void {
    if (isKeyframe(frame)) this.#segment.keyframe(timestamp);
    const first = parameterSetsFirst ? this.#parameterSets.payloads : [];
    const payloads = [...first, ...frame.payloads];
    for (const [index, payload] of payloads.entries()) {
      const marker = index === payloads.length - 1;
      this.#outlet?.send('video', { timestamp, ssrc: frame.ssrc, marker, payload });
    }
  }
}

const secondsBetween = (earlier: number, later: number): number =>
  ticksBetween(earlier, later) / videoClockRateHz;

const isKeyframe = ({ seen }: AssembledFrame): boolean => seen.nalTypes.includes(idr);
