/**
 * The student's gate before a real stream: pictures of a recording come one after the other, some
 * of them damaged as a network would, and each finds the gate as the one before left it.
 */
import type { GateDecision, GateState, PictureTreatment } from '../../labs/stages.ts';
import type { TrialTools } from '../labs/lab-checks.ts';
import { gateDecisionShape } from '../stack/relay/gate-decision.ts';
import {
  type Arrival,
  arrive,
  isKeyframe,
  losing,
  picturesOf,
  type SentPacket,
  withSets,
  withSetsAhead,
} from './recorded-pictures.ts';
import { type RecordedPicture, type RtpRecording, recordRtp } from './rtp-recording.ts';
import { nalType } from './segment.ts';

/** So many bits that every picture needs several packets: else none could lose a part. */
const picture: RecordedPicture = {
  widthPixels: 480,
  heightPixels: 270,
  bitrateBitsPerSecond: 900_000,
};
const leastPackets = 3;

export interface GateBench {
  recording: RtpRecording;
  pictures: readonly (readonly SentPacket[])[];
  /** Which pictures are keyframes: the first, and then about one a second. */
  keyframes: readonly number[];
}

/** One picture, and what the gate made of it. */
export interface Passage extends Arrival {
  /** How it found the gate. */
  before: GateState;
  treatment: PictureTreatment;
  decision: GateDecision;
}

export interface TriedGate extends TrialTools {
  bench: GateBench;
  /** Comes into a running stream; nothing is lost. */
  joins: Promise<readonly Passage[]>;
  /** The same once more, for another FFmpeg. */
  joinsAgain: Promise<readonly Passage[]>;
  /** Loses a packet, then a picture, then the end of one; copied. */
  losses: Promise<readonly Passage[]>;
  /** Loses a packet, and then parts of the two keyframes that come. */
  tornKeyframes: Promise<readonly Passage[]>;
  /** Another encoder: parameter sets once, apart, and of one kind. */
  setsApart: Promise<readonly Passage[]>;
  /** The same as `losses`, encoded anew. */
  encoded: Promise<readonly Passage[]>;
}

export async function openGateBench(ffmpegPath: string): Promise<GateBench> {
  const recording = await recordRtp(ffmpegPath, picture);
  const pictures = picturesOf(recording);
  if (pictures.some(({ length }) => length < leastPackets)) {
    throw new Error('The test stream has pictures of less than three packets');
  }
  const keyframes = [...pictures.keys()].filter((index) => isKeyframe(pictures[index] ?? []));
  return { recording, pictures, keyframes };
}

/** Plays the stories, one after the other: the student's process answers one call at a time. */
export function startTriedGate(tools: TrialTools, bench: GateBench): TriedGate {
  let before: Promise<unknown> = Promise.resolve();
  const play = (story: readonly Arrival[], treatment: PictureTreatment = 'copy') => {
    const played = before.then(() => passages(tools, story, treatment));
    before = played.catch(() => {});
    // Told by the check that looks at it.
    played.catch(() => {});
    return played;
  };
  return {
    ...{ ...tools, bench },
    joins: play(joining(bench)),
    joinsAgain: play(joining(bench)),
    losses: play(wounding(bench)),
    tornKeyframes: play(tearing(bench)),
    setsApart: play(settingApart(bench)),
    encoded: play(wounding(bench), 'encode'),
  };
}

async function passages(
  { student, scope }: TrialTools,
  story: readonly Arrival[],
  treatment: PictureTreatment,
): Promise<Passage[]> {
  const passed: Passage[] = [];
  let state: GateState = 'closed';
  for (const arrival of story) {
    scope.signal.throwIfAborted();
    const args = [state, arrival.frame, treatment];
    const decision: GateDecision = await student.callOften('frameGate', args, gateDecisionShape);
    passed.push({ ...arrival, before: state, treatment, decision });
    state = decision.state;
  }
  return passed;
}

/** Comes in twelve pictures before a keyframe. */
function joining({ pictures, keyframes: [, second = 0, third = 0] }: GateBench): Arrival[] {
  return arrive(pictures.slice(second - 12, third + 6).flat());
}

/** A packet, then a whole picture, then an end: each between two keyframes. */
function wounding({ pictures, keyframes }: GateBench): Arrival[] {
  const [, second = 0, third = 0, fourth = 0] = keyframes;
  return arrive(
    pictures.slice(0, fourth + 6).flatMap((packets, index) => {
      if (index === 8) return losing(packets, 'middle');
      if (index === second + 10) return losing(packets, 'all');
      if (index === third + 4) return losing(packets, 'end');
      return packets;
    }),
  );
}

/** The first keyframe after a loss has a hole, the second no end, the third is whole. */
function tearing({ pictures, keyframes }: GateBench): Arrival[] {
  const [, second = 0, third = 0, fourth = 0] = keyframes;
  return arrive(
    pictures.slice(0, fourth + 6).flatMap((packets, index) => {
      if (index === 8) return losing(packets, 'middle');
      if (index === second) return withSetsAhead(losing(packets, 'middle'));
      if (index === third) return losing(packets, 'end');
      return packets;
    }),
  );
}

/** Parameter sets ahead of the first keyframe, none in the second, one of the two in the third. */
function settingApart({ pictures, keyframes }: GateBench): Arrival[] {
  const [, second = 0, third = 0, fourth = 0] = keyframes;
  return arrive(
    pictures.slice(0, fourth + 6).flatMap((packets, index) => {
      if (index === 0) return withSetsAhead(packets);
      if (index === second) return withSets(packets, []);
      if (index === third) return withSets(packets, [nalType.sps]);
      return packets;
    }),
  );
}
