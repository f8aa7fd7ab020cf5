import { testLab } from './lab-tests.ts';

const isWhole = 'lostPackets === 0 && isComplete;';
const opens = "isWhole(frame) && has(frame, 'idr');";
const passes = "opens(frame) || (state === 'open' && isWhole(frame));";
const closes = "return treatment === 'copy' && !isWhole(frame) ? 'closed' : state;";
const asks = '(handOn: boolean): boolean => !handOn;';
const sets = "!(has(frame, 'sequenceParameterSet') && has(frame, 'pictureParameterSet'));";

testLab('faults', {
  rightAnswers: ['one-case-after-the-other', 'what-a-decoder-has'],
  wrongAnswers: {
    'every whole picture opens': {
      edits: [[opens, 'isWhole(frame);']],
      fails: ['begins', 'passes-before-keyframe'],
    },
    'a gate that is open from the beginning': {
      edits: [[passes, 'isWhole(frame);']],
      fails: ['begins', 'passes-before-keyframe'],
    },
    'a keyframe is one that begins with the IDR unit': {
      edits: [["has(frame, 'idr');", 'frame.nalTypes[0] === 5;']],
      fails: ['begins', 'never-opens'],
    },
    'a gate that lets keyframes through and stays closed': {
      edits: [["if (opens(frame)) return 'open';\n", '']],
      fails: ['begins', 'never-opens'],
    },
    'no request while it waits': {
      edits: [[asks, '(_handOn: boolean): boolean => false;']],
      fails: ['begins', 'does-not-ask'],
    },
    'a request for every picture': {
      edits: [[asks, '(_handOn: boolean): boolean => true;']],
      fails: ['nothing-lost', 'asks-for-nothing'],
    },
    'keyframes only': {
      edits: [[passes, 'opens(frame);']],
      fails: ['nothing-lost', 'picture-kept-back'],
    },
    'parameter sets before every keyframe': {
      edits: [[sets, 'true;']],
      fails: ['nothing-lost', 'sets-twice'],
    },
    'a picture without its end': {
      edits: [[isWhole, 'lostPackets === 0;']],
      fails: ['lost-packet', 'torn-picture-handed-on'],
    },
    'a picture with a hole': {
      edits: [[isWhole, 'isComplete;']],
      fails: ['lost-packet', 'torn-picture-handed-on'],
    },
    'a gate that never closes again': {
      edits: [[closes, 'return state;']],
      fails: ['lost-packet', 'goes-on-too-early'],
    },
    'one picture is enough after a loss': {
      edits: [[closes, "return isWhole(frame) ? 'open' : 'closed';"]],
      fails: ['begins', 'passes-before-keyframe'],
    },
    'a keyframe opens, whole or not': {
      edits: [["if (opens(frame)) return 'open';", "if (has(frame, 'idr')) return 'open';"]],
      fails: ['torn-keyframe', 'opens-at-torn'],
    },
    'parameter sets open': {
      edits: [[opens, "isWhole(frame) && has(frame, 'sequenceParameterSet');"]],
      fails: ['torn-keyframe', 'opens-at-sets'],
    },
    'asked only when the gate is closed already': {
      edits: [['wantsKeyframe(handOn)', "state === 'closed' && wantsKeyframe(handOn)"]],
      fails: ['asks', 'kept-back-in-silence'],
    },
    'parameter sets never': {
      edits: [[`opens(frame) && ${sets}`, 'false && opens(frame);']],
      fails: ['parameter-sets', 'no-parameter-sets'],
    },
    'one of the two is enough': {
      edits: [[sets, "!has(frame, 'sequenceParameterSet');"]],
      fails: ['parameter-sets', 'no-parameter-sets'],
    },
    'the treatment does not matter': {
      edits: [[closes, "void treatment;\n  return !isWhole(frame) ? 'closed' : state;"]],
      fails: ['encode', 'kept-from-encoder'],
    },
    'everything for the encoder': {
      edits: [
        [
          'const handOn = passes(state, frame);',
          "const handOn = passes(state, frame) || (treatment === 'encode' && state === 'open');",
        ],
      ],
      fails: ['encode', 'torn-picture-handed-on'],
    },
    'a gate that remembers by itself how it stands': {
      edits: [
        ['(state, frame, treatment) =>', '(_state, frame, treatment) =>'],
        [
          'const handOn = passes(state, frame);',
          'const state = own;\n  const handOn = passes(own, frame);',
        ],
        [
          'state: stateAfter(state, frame, treatment),',
          'state: (own = stateAfter(state, frame, treatment)),',
        ],
        ['export const frameGate', "let own: GateState = 'closed';\nexport const frameGate"],
      ],
      fails: ['begins', 'remembers-by-itself'],
    },
    'an answer without all its parts': {
      edits: [['    askForKeyframe: wantsKeyframe(handOn),\n', '']],
      fails: ['types', 'type-error'],
    },
  },
});
