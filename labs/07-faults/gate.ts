import type { FrameGate, GateState, PictureTreatment, ReceivedFrame } from '../stages.ts';

/**
 * Stage 07: the gate of the relay between Janus and FFmpeg. The relay puts
 * the packets in order, waits a moment for repairs, and shows your function
 * each picture as it came. The gate is closed when a session begins. Now it
 * lets everything through: so it is when Janus sends straight to FFmpeg.
 */
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

// TODO 1. Say whether a picture is whole: no packet is missing in it or
// right before it, and its last packet is there.
// https://www.rfc-editor.org/rfc/rfc6184#section-5.1
const isWhole = (_frame: ReceivedFrame): boolean => true;

// TODO 2. Say whether a picture opens the gate: a decoder can begin with
// it. That is a whole picture with an IDR unit; has(frame, …) looks for
// one.
// https://www.rfc-editor.org/rfc/rfc6184#section-5.2
const opens = (frame: ReceivedFrame): boolean => isWhole(frame);

// TODO 3. Say whether FFmpeg gets this picture: what opens the gate always;
// when it is open, every whole picture.
// https://www.rfc-editor.org/rfc/rfc6184#section-8.5
const passes = (_state: GateState, frame: ReceivedFrame): boolean => opens(frame);

// TODO 4. Return the state in which the next picture finds the gate. A
// picture that opens it leaves it open. One that is not whole closes it if
// the stream is copied; FFmpeg that encodes anew can live with a missing
// picture. Anything else changes nothing.
// https://ffmpeg.org/ffmpeg.html#Stream-copy
const stateAfter = (
  _state: GateState,
  _frame: ReceivedFrame,
  _treatment: PictureTreatment,
): GateState => 'open';

// TODO 5. Say whether the publisher is asked for a keyframe: for every
// picture that is not handed on. Requests get lost, too, and the relay sees
// to it that they are not too many.
// https://www.rfc-editor.org/rfc/rfc4585#section-6.3.1
const wantsKeyframe = (_handOn: boolean): boolean => false;

// TODO 6. Say whether the newest SPS and PPS must go first: the picture
// opens the gate, and does not bring both itself.
// https://www.rfc-editor.org/rfc/rfc6184#section-8.4
const needsParameterSets = (_frame: ReceivedFrame): boolean => false;
