/** What goes into FFmpeg: pictures and sound of the synthetic publisher, at the pace of the clock. */
import type { Writable } from 'node:stream';
import { beepSound, bytesPerSample, channels } from './beep.ts';
import type { FrameSchedule } from './frame-schedule.ts';
import { ivfFrameHeader, ivfHeader } from './ivf.ts';
import { audioClockRateHz, type PictureOptions, videoClockRateHz } from './picture-options.ts';
import { createStripPainter } from './strip-painter.ts';
import { wavHeader } from './wav.ts';

export interface MediaFeed {
  /** The next picture asks FFmpeg to make it a keyframe. */
  requestKeyframe(): void;
  stop(): void;
}

/** Pictures FFmpeg has not taken yet. With more than these, new ones would only come later and later. */
const mostWaitingPictures = 2;

/**
 * Starts to write pictures (IVF) and sound (WAV) in real time.
 * Frame by frame, the sound written is the one that belongs to the picture's time.
 */
export function feedMedia(
  schedule: FrameSchedule,
  { framesPerSecond, widthPixels, heightPixels }: PictureOptions,
  videoPipe: Writable,
  audioPipe: Writable,
): MediaFeed {
  const painter = createStripPainter(widthPixels, heightPixels);
  const mostWaitingBytes = mostWaitingPictures * painter.byteLength;
  const ticksPerFrame = videoClockRateHz / framesPerSecond;
  const samplesPerFrame = audioClockRateHz / framesPerSecond;
  let nextSound = 0;
  let nextPicture = 0;
  let keyframeWanted = false;
  let timer: NodeJS.Timeout | undefined;

  videoPipe.write(ivfHeader(painter.widthPixels, painter.heightPixels, videoClockRateHz));
  audioPipe.write(wavHeader({ sampleRateHz: audioClockRateHz, channels, bytesPerSample }));

  const writePicture = (frame: number) => {
    const strip = painter.paint(schedule.epochMilliseconds(frame));
    // An odd time asks for a keyframe (see encoderArguments); frame times are even.
    const time = frame * ticksPerFrame + (keyframeWanted ? 1 : 0);
    keyframeWanted = false;
    videoPipe.write(Buffer.concat([ivfFrameHeader(strip.length, time), strip]));
  };
  const tick = () => {
    schedule.followWallClock();
    const due = schedule.dueFrame();
    // Sound has no timestamps in WAV: every sample must be written, however late we are.
    for (; nextSound <= due; nextSound++) {
      audioPipe.write(beepSound(schedule.epochFrame(nextSound) * samplesPerFrame, samplesPerFrame));
    }
    // Pictures have: those that are late, or that FFmpeg has no time for, are left out.
    // Except the first: RTP timestamps begin with it, and the pacer counts from there.
    const picture = nextPicture === 0 ? 0 : due;
    if (picture >= nextPicture && videoPipe.writableLength < mostWaitingBytes) {
      writePicture(picture);
      nextPicture = picture + 1;
    }
    timer = setTimeout(tick, schedule.millisecondsUntil(nextSound));
  };
  tick();

  return {
    requestKeyframe() {
      keyframeWanted = true;
    },
    stop() {
      clearTimeout(timer);
    },
  };
}
