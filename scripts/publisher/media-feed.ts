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

/**
 * Pictures that are made although their time has passed, and pictures FFmpeg has not taken yet.
 * On a busy machine a process may sleep for half a second; what it missed still has its place in
 * the stream. Beyond a second it would only come later and later.
 */
const mostLatePictures = 30;

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
  const mostWaitingBytes = mostLatePictures * painter.byteLength;
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
    // Pictures have, and the oldest may be left out when there are too many. Except the first:
    // RTP timestamps begin with it, and the pacer counts from there.
    if (nextPicture === 0) writePicture(nextPicture++);
    nextPicture = Math.max(nextPicture, due - mostLatePictures + 1);
    while (nextPicture <= due && videoPipe.writableLength < mostWaitingBytes) {
      writePicture(nextPicture);
      nextPicture += 1;
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
