/** Another right answer: one case after the other, and whoever is not whole is out first. */
import type { FrameGate, GateDecision } from '../../../../labs/stages.ts';

const keepBack = (state: GateDecision['state']): GateDecision => ({
  handOn: false,
  state,
  askForKeyframe: true,
  parameterSetsFirst: false,
});

export const frameGate: FrameGate = (state, { lostPackets, isComplete, nalTypes }, treatment) => {
  if (lostPackets > 0 || !isComplete) return keepBack(treatment === 'copy' ? 'closed' : state);
  if (!nalTypes.includes(5)) {
    return state === 'closed'
      ? keepBack('closed')
      : { handOn: true, state, askForKeyframe: false, parameterSetsFirst: false };
  }
  const bringsBoth = [7, 8].every((type) => nalTypes.includes(type));
  return { handOn: true, state: 'open', askForKeyframe: false, parameterSetsFirst: !bringsBoth };
};
