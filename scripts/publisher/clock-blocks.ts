/**
 * The wall clock as black and white blocks that a program reads back from the picture:
 * 44 bits of milliseconds since the Unix epoch and a CRC of 16, most significant bit first,
 * in two rows of 32 blocks. Each row begins and ends with a reference block (upper row white …
 * black, lower row black … white): they tell white from black, whatever the codec did to either.
 *
 * Pure and browser-safe: the publisher, the viewer page and the measures share it.
 */
import { type Area, clockArea } from './picture-layout.ts';

export const clockRows = 2;
export const clockColumns = 32;

const timeBits = 44;
const checksumBits = 16;
const dataColumns = clockColumns - 2;

/** White and black closer together than this (of 255) are no clock, but a picture of something else. */
const leastContrast = 48;

/** The middle of each block is read: its edges are blurred by scaling and by the codec. */
const marginOfBlock = 1 / 4;

/**
 * A picture of 8-bit samples: a luma plane (`channels` 1) or RGBA as a canvas gives it (4).
 * `width` and `height` in pixels, rows without padding.
 */
export interface SampledPicture {
  data: Uint8Array | Uint8ClampedArray;
  width: number;
  height: number;
  channels: 1 | 4;
}

/**
 * The blocks for a time, row by row: true is white.
 * @throws {RangeError} for a time before 1970 or after the year 2527.
 */
export function encodeClock(epochMilliseconds: number): boolean[][] {
  if (!Number.isInteger(epochMilliseconds) || epochMilliseconds < 0) {
    throw new RangeError(`Not a time in whole milliseconds since 1970: ${epochMilliseconds}`);
  }
  const time = toBits(epochMilliseconds, timeBits);
  if (fromBits(time) !== epochMilliseconds) {
    throw new RangeError(`${epochMilliseconds} does not fit into ${timeBits} bits`);
  }
  const bits = [...time, ...toBits(checksum(time), checksumBits)];
  return [
    [true, ...bits.slice(0, dataColumns), false],
    [false, ...bits.slice(dataColumns), true],
  ];
}

/**
 * Reads the clock from a picture.
 * @param area where the blocks are in this picture; the whole of it (`{ left: 0, top: 0, width: 1,
 *   height: 1 }`) when it was cropped to `clockArea`.
 * @returns milliseconds since the Unix epoch, or null when there is no clock, or a damaged one.
 */
export function readClockBlocks(picture: SampledPicture, area: Area = clockArea): number | null {
  const rows = Array.from({ length: clockRows }, (_, row) =>
    Array.from({ length: clockColumns }, (_, column) => blockLevel(picture, area, row, column)),
  );
  const [upper, lower] = rows as [number[], number[]];
  const white = ((upper[0] ?? 0) + (lower.at(-1) ?? 0)) / 2;
  const black = ((upper.at(-1) ?? 0) + (lower[0] ?? 0)) / 2;
  if (white - black < leastContrast) return null;
  const threshold = (white + black) / 2;
  const bits = [...upper.slice(1, -1), ...lower.slice(1, -1)].map((level) => level > threshold);
  const time = bits.slice(0, timeBits);
  return fromBits(bits.slice(timeBits)) === checksum(time) ? fromBits(time) : null;
}

/** Mean level of the middle of one block, 0 to 255; of RGBA the green, which weighs most in luma. */
function blockLevel(picture: SampledPicture, area: Area, row: number, column: number): number {
  const { data, width, height, channels } = picture;
  const blockWidth = (area.width * width) / clockColumns;
  const blockHeight = (area.height * height) / clockRows;
  const [firstX, lastX] = middlePixels(area.left * width + column * blockWidth, blockWidth);
  const [firstY, lastY] = middlePixels(area.top * height + row * blockHeight, blockHeight);
  const channel = channels === 4 ? 1 : 0;
  let sum = 0;
  for (let y = firstY; y <= lastY; y++) {
    for (let x = firstX; x <= lastX; x++) sum += data[(y * width + x) * channels + channel] ?? 0;
  }
  return sum / ((lastX - firstX + 1) * (lastY - firstY + 1));
}

/** First and last whole pixel in the middle of a block; at least one. */
function middlePixels(start: number, size: number): [number, number] {
  const first = Math.floor(start + size * marginOfBlock);
  return [first, Math.max(first, Math.ceil(start + size * (1 - marginOfBlock)) - 1)];
}

/** Bits of a number, most significant first. By division: 44 bits are too many for `>>`. */
const toBits = (value: number, count: number): boolean[] =>
  Array.from(
    { length: count },
    (_, index) => Math.floor(value / 2 ** (count - 1 - index)) % 2 === 1,
  );

const fromBits = (bits: readonly boolean[]): number =>
  bits.reduce((value, bit) => value * 2 + (bit ? 1 : 0), 0);

/** CRC-16/CCITT-FALSE (polynomial 0x1021, start 0xffff), bit by bit. */
function checksum(bits: readonly boolean[]): number {
  let register = 0xffff;
  for (const bit of bits) {
    const carry = ((register >> 15) & 1) !== (bit ? 1 : 0);
    register = ((register << 1) & 0xffff) ^ (carry ? 0x1021 : 0);
  }
  return register;
}
