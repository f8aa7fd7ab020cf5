/** The sound of the synthetic publisher: silence, and a beep that begins with every flash. */
import { flashIntervalMilliseconds, flashMilliseconds } from './picture-layout.ts';
import { audioClockRateHz } from './picture-options.ts';

export const beepHz = 1_000;
export const channels = 2;
export const bytesPerSample = 2;

/** Of full scale: clearly heard, and bearable for hours. */
const loudness = 0.2;

/** A beep that starts and stops at once clicks; these ramps do not, and hide no time worth measuring. */
const rampSamples = audioClockRateHz / 1_000;

const intervalSamples = (flashIntervalMilliseconds * audioClockRateHz) / 1_000;
const beepSamples = (flashMilliseconds * audioClockRateHz) / 1_000;

/**
 * Signed 16-bit little-endian samples, left and right interleaved.
 * @param firstSample counted from the Unix epoch, so that the beeps fall on even seconds.
 */
export function beepSound(firstSample: number, sampleCount: number): Buffer {
  const sound = Buffer.alloc(sampleCount * channels * bytesPerSample);
  for (let index = 0; index < sampleCount; index++) {
    const sinceFlash = (firstSample + index) % intervalSamples;
    if (sinceFlash >= beepSamples) continue;
    const ramp = Math.min(1, sinceFlash / rampSamples, (beepSamples - sinceFlash) / rampSamples);
    const wave = Math.sin((2 * Math.PI * beepHz * sinceFlash) / audioClockRateHz);
    const sample = Math.round(wave * ramp * loudness * 0x7fff);
    for (let channel = 0; channel < channels; channel++) {
      sound.writeInt16LE(sample, (index * channels + channel) * bytesPerSample);
    }
  }
  return sound;
}
