/**
 * Another right answer: by what a decoder behind the gate has. It also asks for a keyframe where a
 * torn one passes by, and keeps nothing but the gate's own state.
 */
import type {
  FrameGate,
  GateState,
  PictureTreatment,
  ReceivedFrame,
} from '../../../../labs/stages.ts';

type Wound = 'none' | 'hidden' | 'open';

export const frameGate: FrameGate = (state, frame, treatment) => {
  const types = new Set(frame.nalTypes);
  const wound = woundOf(frame, treatment);
  const isFresh = types.has(5) && wound === 'none';
  const canDecode = isFresh || (state === 'open' && wound === 'none');
  let next: GateState = state;
  if (isFresh) next = 'open';
  else if (wound === 'open') next = 'closed';
  return {
    handOn: canDecode,
    state: next,
    askForKeyframe: !canDecode,
    parameterSetsFirst: isFresh && (!types.has(7) || !types.has(8)),
  };
};

function woundOf({ lostPackets, isComplete }: ReceivedFrame, treatment: PictureTreatment): Wound {
  if (isComplete && lostPackets < 1) return 'none';
  return treatment === 'encode' ? 'hidden' : 'open';
}
