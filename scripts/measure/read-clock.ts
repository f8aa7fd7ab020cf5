/** Reads the synthetic publisher's clock, and its flash, back from media. */
import { readClockBlocks } from '../publisher/clock-blocks.ts';
import { type Area, clockArea, flashArea, stripArea } from '../publisher/picture-layout.ts';
import { type DecodeOptions, decode, stripPixels } from './decode.ts';

export interface ClockReading {
  /** Presentation time, in seconds from the start of the input. */
  seconds: number;
  /** What the clock in the picture shows: milliseconds since the Unix epoch; null when unreadable. */
  epochMilliseconds: number | null;
  /** Brightness of the flash patch, 0 to 255. */
  flashLevel: number;
}

/** The part of the strip that an area of the whole picture takes. */
const withinStrip = (area: Area): Area => ({
  left: area.left,
  top: area.top / stripArea.height,
  width: area.width,
  height: area.height / stripArea.height,
});

const clockInStrip = withinStrip(clockArea);
const flashInStrip = withinStrip(flashArea);

/** Reads one decoded strip (see `decode`). */
export function readStrip(luma: Uint8Array): Omit<ClockReading, 'seconds'> {
  const picture = { data: luma, ...stripPixels, channels: 1 as const };
  const x = Math.round((flashInStrip.left + flashInStrip.width / 2) * stripPixels.width);
  const y = Math.round((flashInStrip.top + flashInStrip.height / 2) * stripPixels.height);
  return {
    epochMilliseconds: readClockBlocks(picture, clockInStrip),
    flashLevel: luma[y * stripPixels.width + x] ?? 0,
  };
}

/**
 * The clock in every picture of a file, segment, playlist or URL.
 * @throws {WorkshopError} when FFmpeg cannot read it.
 */
export async function readClocks(
  input: string,
  options: Omit<DecodeOptions, 'withSound'> = {},
): Promise<ClockReading[]> {
  const strips: Omit<ClockReading, 'seconds'>[] = [];
  const { pictureTimes } = await decode(input, (luma) => strips.push(readStrip(luma)), {
    ...options,
    withSound: false,
  });
  return strips.map((strip, index) => ({ seconds: pictureTimes[index] ?? Number.NaN, ...strip }));
}

/** The clock in the first picture that shows one, in milliseconds since the Unix epoch; else null. */
export async function readClock(
  input: string,
  options: Omit<DecodeOptions, 'withSound'> = {},
): Promise<number | null> {
  const readings = await readClocks(input, { durationSeconds: 1, ...options });
  return readings.find((reading) => reading.epochMilliseconds !== null)?.epochMilliseconds ?? null;
}
