/** Lab 07 on a real stream that a network damages: what the student's gate lets through, and what a decoder says to it. */
import { checkBegins, checkNothingLost } from '../../scripts/checks/gate-beginning.ts';
import {
  checkAsks,
  checkEncode,
  checkLostPacket,
  checkTornKeyframe,
} from '../../scripts/checks/gate-losses.ts';
import { checkParameterSets } from '../../scripts/checks/gate-parameter-sets.ts';
import { checkOnAir } from '../../scripts/checks/relayed-stream.ts';
import { openGateBench, startTriedGate } from '../../scripts/checks/tried-gate.ts';
import { defineChecks } from '../../scripts/labs/lab-checks.ts';

export const checks = defineChecks({
  programs: ['ffmpeg', 'ffprobe'],
  openBench: ({ programs }) => openGateBench(programs.ffmpeg),
  openTrial: async (bench, tools) => startTriedGate(tools, bench),
  checks: {
    begins: checkBegins,
    'nothing-lost': checkNothingLost,
    'lost-packet': checkLostPacket,
    'torn-keyframe': checkTornKeyframe,
    asks: checkAsks,
    'parameter-sets': checkParameterSets,
    encode: checkEncode,
    'on-air': checkOnAir,
  },
});
