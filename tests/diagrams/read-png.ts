/** Reads the pixels of a PNG as Chromium writes them: 8 bits a channel, not interlaced. */
import { inflateSync } from 'node:zlib';

export interface PngPixels {
  width: number;
  height: number;
  /** Red, green and blue of each pixel as one number, row by row. */
  colours: Uint32Array;
}

const signatureBytes = 8;

export function readPng(file: Buffer): PngPixels {
  const chunks = chunksOf(file);
  const header = chunks.find(({ type }) => type === 'IHDR')?.data;
  if (!header) throw new Error('This is no PNG.');
  const width = header.readUInt32BE(0);
  const height = header.readUInt32BE(4);
  const bytesPerPixel = { 2: 3, 6: 4 }[header[9] ?? -1];
  if (!bytesPerPixel || header[8] !== 8) throw new Error('This PNG is not of 8-bit colours.');
  const rows = inflateSync(
    Buffer.concat(chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data)),
  );
  const colours = new Uint32Array(width * height);
  let before: Uint8Array = new Uint8Array(width * bytesPerPixel);
  for (let y = 0; y < height; y++) {
    const start = y * (width * bytesPerPixel + 1);
    const row = unfiltered(
      rows[start] ?? 0,
      rows.subarray(start + 1, start + 1 + width * bytesPerPixel),
      before,
      bytesPerPixel,
    );
    for (let x = 0; x < width; x++) {
      const at = x * bytesPerPixel;
      colours[y * width + x] =
        ((row[at] ?? 0) << 16) | ((row[at + 1] ?? 0) << 8) | (row[at + 2] ?? 0);
    }
    before = row;
  }
  return { width, height, colours };
}

function chunksOf(file: Buffer): { type: string; data: Buffer }[] {
  const chunks: { type: string; data: Buffer }[] = [];
  for (let at = signatureBytes; at < file.length; ) {
    const length = file.readUInt32BE(at);
    const type = file.toString('latin1', at + 4, at + 8);
    chunks.push({ type, data: file.subarray(at + 8, at + 8 + length) });
    at += length + 12;
  }
  return chunks;
}

/** PNG, section 9.2: each byte was written as its difference to a neighbour. */
function unfiltered(
  filter: number,
  bytes: Uint8Array,
  above: Uint8Array,
  bytesPerPixel: number,
): Uint8Array {
  const row = Uint8Array.from(bytes);
  for (let index = 0; index < row.length; index++) {
    const left = row[index - bytesPerPixel] ?? 0;
    const up = above[index] ?? 0;
    const upLeft = above[index - bytesPerPixel] ?? 0;
    const guess = [0, left, up, (left + up) >> 1, nearestOf(left, up, upLeft)][filter] ?? 0;
    row[index] = (row[index] ?? 0) + guess;
  }
  return row;
}

function nearestOf(left: number, up: number, upLeft: number): number {
  const estimate = left + up - upLeft;
  const toLeft = Math.abs(estimate - left);
  const toUp = Math.abs(estimate - up);
  const toUpLeft = Math.abs(estimate - upLeft);
  if (toLeft <= toUp && toLeft <= toUpLeft) return left;
  return toUp <= toUpLeft ? up : upLeft;
}
