import type { FrameGate, ReceivedFrame } from '../../labs/stages.ts';

// lab:begin context
/**
 * Stage 07: the gate of the relay between Janus and FFmpeg. What the radio lost must not reach the
 * viewers: the picture stands still for a moment instead, and goes on where it is without a wound.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6184#section-5.2 (NAL units)
 */
// lab:end
export const frameGate: FrameGate = (state, frame, treatment) => {
  const opens = isWhole(frame) && isKeyframe(frame);
  const passes = isWhole(frame) && (opens || state === 'open');
  // FFmpeg that decodes hides a loss by itself, until the next keyframe. Viewers of a copy cannot.
  const closes = !isWhole(frame) && treatment === 'copy';
  return {
    handOn: passes,
    state: opens ? 'open' : closes ? 'closed' : state,
    askForKeyframe: !passes,
    parameterSetsFirst: opens && !hasParameterSets(frame),
  };
};

/** NAL unit types: RFC 6184, section 5.2, and H.264, table 7-1. */
const nalType = { idr: 5, sequenceParameterSet: 7, pictureParameterSet: 8 } as const;

const isWhole = ({ lostPackets, isComplete }: ReceivedFrame): boolean =>
  lostPackets === 0 && isComplete;

/** An IDR picture refers to no other: a decoder, and a segment, can begin there. */
const isKeyframe = ({ nalTypes }: ReceivedFrame): boolean => nalTypes.includes(nalType.idr);

const hasParameterSets = ({ nalTypes }: ReceivedFrame): boolean =>
  nalTypes.includes(nalType.sequenceParameterSet) && nalTypes.includes(nalType.pictureParameterSet);
