/** What the synthetic publisher feeds to its encoder, made at full speed by the same painter and beeper. */
import { beepSound, bytesPerSample, channels } from '../publisher/beep.ts';
import { ivfFrameHeader, ivfHeader } from '../publisher/ivf.ts';
import { audioClockRateHz, videoClockRateHz } from '../publisher/picture-options.ts';
import { createStripPainter } from '../publisher/strip-painter.ts';
import { wavHeader } from '../publisher/wav.ts';

export const framesPerSecond = 30;
const samplesPerFrame = audioClockRateHz / framesPerSecond;
const ticksPerFrame = videoClockRateHz / framesPerSecond;

export interface SyntheticMediaChoices {
  /** What the clock of the first picture shows. Whole frames since the epoch, please. */
  startEpochMilliseconds: number;
  seconds: number;
  widthPixels: number;
  heightPixels: number;
  /** The pictures, counted from 0, that are marked to become keyframes (see `encoderArguments`). */
  keyframes?: readonly number[];
}

export interface SyntheticMedia {
  /** IVF with the strip of each picture. */
  strips: Buffer;
  /** WAV. */
  sound: Buffer;
}

export function makeSyntheticMedia(choices: SyntheticMediaChoices): SyntheticMedia {
  const { startEpochMilliseconds, seconds, widthPixels, heightPixels, keyframes = [] } = choices;
  const painter = createStripPainter(widthPixels, heightPixels);
  const strips = [ivfHeader(painter.widthPixels, painter.heightPixels, videoClockRateHz)];
  const sound = [wavHeader({ sampleRateHz: audioClockRateHz, channels, bytesPerSample })];
  const firstFrame = Math.round((startEpochMilliseconds * framesPerSecond) / 1_000);
  for (let frame = 0; frame < seconds * framesPerSecond; frame++) {
    const epochFrame = firstFrame + frame;
    const strip = painter.paint(Math.round((epochFrame * 1_000) / framesPerSecond));
    const time = frame * ticksPerFrame + (keyframes.includes(frame) ? 1 : 0);
    strips.push(ivfFrameHeader(strip.length, time), strip);
    sound.push(beepSound(epochFrame * samplesPerFrame, samplesPerFrame));
  }
  return { strips: Buffer.concat(strips), sound: Buffer.concat(sound) };
}
