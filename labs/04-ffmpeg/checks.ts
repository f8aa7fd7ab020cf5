/** Lab 04 on two real FFmpegs with the student's arguments: what they make of a recording. */
import { checkOldSegments, checkReaders } from '../../scripts/checks/hls-files.ts';
import { checkRolling } from '../../scripts/checks/hls-playlist.ts';
import { checkSegments } from '../../scripts/checks/hls-segments.ts';
import { checkSoundCodec, checkSoundGap, checkSync } from '../../scripts/checks/hls-sound.ts';
import { checkStart } from '../../scripts/checks/hls-start.ts';
import { checkVideoUntouched } from '../../scripts/checks/hls-video.ts';
import { recordRtp } from '../../scripts/checks/rtp-recording.ts';
import { startTriedFfmpeg } from '../../scripts/checks/tried-ffmpeg.ts';
import { defineChecks } from '../../scripts/labs/lab-checks.ts';

export const checks = defineChecks({
  programs: ['ffmpeg', 'ffprobe'],
  openBench: ({ programs }) => recordRtp(programs.ffmpeg),
  openTrial: (recording, tools) => startTriedFfmpeg(tools, recording),
  checks: {
    runs: checkStart,
    segments: checkSegments,
    'video-untouched': checkVideoUntouched,
    sound: checkSoundCodec,
    'in-sync': checkSync,
    'sound-gap': checkSoundGap,
    rolls: checkRolling,
    'old-segments': checkOldSegments,
    open: checkReaders,
  },
});
