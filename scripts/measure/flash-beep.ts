/** Measures how well sound and picture agree: the beep's time against the flash's. */
import { WorkshopError } from '../language/workshop-error.ts';
import { flashIntervalMilliseconds, isFlashing } from '../publisher/picture-layout.ts';
import { beepOnsets } from './beep-onsets.ts';
import { type DecodeOptions, decode, sampleRateHz } from './decode.ts';
import type { FrameTimes } from './frame-times.ts';
import { readStrip } from './read-clock.ts';

export interface FlashBeepOffset {
  /** Every flash whose beep was found, in order: when it is, from the start of the input. */
  flashes: { seconds: number; offsetMilliseconds: number }[];
  /** Beep minus flash, one for each flash, in milliseconds: positive when the sound is late. */
  offsetsMilliseconds: number[];
  medianMilliseconds: number;
}

/** A lit patch is white (255), a dark one grey (about 40). */
const litLevel = 150;

/**
 * Measures the A/V offset of a file, playlist or URL that shows the synthetic publisher.
 *
 * A picture tells the flash's time only to a frame interval. Its clock tells how long before
 * the picture the even second was, on which flash and beep begin: that gives milliseconds.
 *
 * @throws {WorkshopError} when FFmpeg cannot read it, or no flash with its beep is in it.
 */
export async function flashBeepOffset(
  input: string,
  options: Omit<DecodeOptions, 'withSound'> = {},
): Promise<FlashBeepOffset> {
  const strips: ReturnType<typeof readStrip>[] = [];
  const media = await decode(input, (luma) => strips.push(readStrip(luma)), options);
  const flashes = flashTimes(strips, media.pictureTimes);
  const beeps = beepOnsets(media.samples, sampleRateHz).map((sample) =>
    timeOfSample(media.soundFrames, sample),
  );
  const offsets = flashes.flatMap((seconds) => {
    const nearest = beeps
      .map((beep) => (beep - seconds) * 1_000)
      .sort((a, b) => Math.abs(a) - Math.abs(b))[0];
    const isItsOwn = nearest !== undefined && Math.abs(nearest) < flashIntervalMilliseconds / 2;
    return isItsOwn ? [{ seconds, offsetMilliseconds: nearest }] : [];
  });
  const offsetsMilliseconds = offsets.map(({ offsetMilliseconds }) => offsetMilliseconds);
  if (offsetsMilliseconds.length === 0) {
    const found = `${flashes.length} / ${beeps.length}`;
    throw new WorkshopError({
      en: `No flash with its beep in ${input} (flashes / beeps found: ${found}).`,
      es: `Ningún destello con su bip en ${input} (destellos / bips encontrados: ${found}).`,
    });
  }
  return { flashes: offsets, offsetsMilliseconds, medianMilliseconds: median(offsetsMilliseconds) };
}

/** The time, in seconds, of every even second whose flash was seen. */
function flashTimes(
  strips: readonly ReturnType<typeof readStrip>[],
  pictureTimes: readonly number[],
): number[] {
  const times = new Map<number, number>();
  strips.forEach(({ epochMilliseconds, flashLevel }, index) => {
    if (epochMilliseconds === null || !isFlashing(epochMilliseconds) || flashLevel < litLevel)
      return;
    const sinceFlash = epochMilliseconds % flashIntervalMilliseconds;
    const evenSecond = epochMilliseconds - sinceFlash;
    const time = (pictureTimes[index] ?? Number.NaN) - sinceFlash / 1_000;
    if (!times.has(evenSecond)) times.set(evenSecond, time);
  });
  return [...times.values()];
}

/** Presentation time of a sample: that of its frame, plus where in the frame it is. */
function timeOfSample(frames: FrameTimes['sound'], sample: number): number {
  let first = 0;
  for (const { seconds, sampleCount } of frames) {
    if (sample < first + sampleCount) return seconds + (sample - first) / sampleRateHz;
    first += sampleCount;
  }
  return Number.NaN;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}
