/** Lab 03 on a real Janus with a publisher on air: what it forwards, and what FFmpeg reads of it. */
import { checkArrival } from '../../scripts/checks/forward-packets.ts';
import { checkAccepted, checkMids, checkSecrets } from '../../scripts/checks/forward-request.ts';
import { checkReadable, checkSdp } from '../../scripts/checks/forward-sdp.ts';
import { openRoomOnAir } from '../../scripts/checks/room-on-air.ts';
import { startTriedForward } from '../../scripts/checks/tried-forward.ts';
import { defineChecks } from '../../scripts/labs/lab-checks.ts';

export const checks = defineChecks({
  programs: ['janus', 'ffmpeg', 'ffprobe'],
  openBench: openRoomOnAir,
  openTrial: (bench, tools) => startTriedForward(tools, bench),
  checks: {
    accepted: checkAccepted,
    secrets: checkSecrets,
    arrives: checkArrival,
    mids: checkMids,
    sdp: checkSdp,
    readable: checkReadable,
  },
});
