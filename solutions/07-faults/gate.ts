import type { FrameGate, GateState, PictureTreatment, ReceivedFrame } from '../../labs/stages.ts';

// lab:begin context
/**
 * Stage 07: the gate of the relay between Janus and FFmpeg. What the radio lost must not reach the
 * viewers: the picture stands still for a moment instead, and goes on where it is without a wound.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6184#section-5.2 (NAL units)
 */
// lab:end
export const frameGate: FrameGate = (state, frame, treatment) => {
  const handOn = passes(state, frame);
  return {
    handOn,
    state: stateAfter(state, frame, treatment),
    askForKeyframe: wantsKeyframe(handOn),
    parameterSetsFirst: needsParameterSets(frame),
  };
};

/** NAL unit types: RFC 6184, section 5.2, and H.264, table 7-1. */
const nalType = { idr: 5, sequenceParameterSet: 7, pictureParameterSet: 8 } as const;

/** Whether there is such a unit in the picture: `has(frame, 'idr')`. */
export const has = ({ nalTypes }: ReceivedFrame, type: keyof typeof nalType): boolean =>
  nalTypes.includes(nalType[type]);

// lab:begin whole
// lab:starter const isWhole = (_frame: ReceivedFrame): boolean => true;
/** A picture is cut over several packets: one that is missing is a hole in it. */
const isWhole = ({ lostPackets, isComplete }: ReceivedFrame): boolean =>
  lostPackets === 0 && isComplete;
// lab:end

// lab:begin opens
// lab:starter const opens = (frame: ReceivedFrame): boolean => isWhole(frame);
/** An IDR picture refers to no other: a decoder, and a segment, can begin there. */
const opens = (frame: ReceivedFrame): boolean => isWhole(frame) && has(frame, 'idr');
// lab:end

// lab:begin passes
// lab:starter const passes = (_state: GateState, frame: ReceivedFrame): boolean => opens(frame);
/** Through a closed gate comes only what opens it. */
const passes = (state: GateState, frame: ReceivedFrame): boolean =>
  opens(frame) || (state === 'open' && isWhole(frame));
// lab:end

// lab:begin state
// lab:starter const stateAfter = (
// lab:starter   _state: GateState,
// lab:starter   _frame: ReceivedFrame,
// lab:starter   _treatment: PictureTreatment,
// lab:starter ): GateState => 'open';
/** FFmpeg that decodes hides a loss by itself, until the next keyframe. Viewers of a copy cannot. */
const stateAfter = (
  state: GateState,
  frame: ReceivedFrame,
  treatment: PictureTreatment,
): GateState => {
  if (opens(frame)) return 'open';
  return treatment === 'copy' && !isWhole(frame) ? 'closed' : state;
};
// lab:end

// lab:begin ask
// lab:starter const wantsKeyframe = (_handOn: boolean): boolean => false;
/** A request may get lost as well: so it is made for every picture that is kept back. */
const wantsKeyframe = (handOn: boolean): boolean => !handOn;
// lab:end

// lab:begin parameter-sets
// lab:starter const needsParameterSets = (_frame: ReceivedFrame): boolean => false;
/** SPS and PPS say how to decode. Some encoders send them with every keyframe, others once, apart. */
const needsParameterSets = (frame: ReceivedFrame): boolean =>
  opens(frame) && !(has(frame, 'sequenceParameterSet') && has(frame, 'pictureParameterSet'));
// lab:end
