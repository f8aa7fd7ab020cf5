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
 * The sound at one moment, of full scale: -1 to 1. Browser-safe.
 * @param sample counted from the Unix epoch, so that the beeps fall on even seconds.
 */
export function beepLevel(sample: number): number {
  const sinceFlash = sample % intervalSamples;
  if (sinceFlash >= beepSamples) return 0;
  const ramp = Math.min(1, sinceFlash / rampSamples, (beepSamples - sinceFlash) / rampSamples);
  return Math.sin((2 * Math.PI * beepHz * sinceFlash) / audioClockRateHz) * ramp * loudness;
}

/**
 * Signed 16-bit little-endian samples, left and right interleaved.
 * @param firstSample counted from the Unix epoch.
 */
export function beepSound(firstSample: number, sampleCount: number): Buffer {
  const sound = Buffer.alloc(sampleCount * channels * bytesPerSample);
  for (let index = 0; index < sampleCount; index++) {
    const sample = Math.round(beepLevel(firstSample + index) * 0x7fff);
    if (sample === 0) continue;
    for (let channel = 0; channel < channels; channel++) {
      sound.writeInt16LE(sample, (index * channels + channel) * bytesPerSample);
    }
  }
  return sound;
}
