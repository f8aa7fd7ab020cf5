/**
 * IVF: a container of a header and frames with timestamps. FFmpeg reads raw pictures from it
 * when the codec tag is that of a raw format, and, other than its rawvideo input, keeps the
 * time each picture was given.
 */

const headerLength = 32;
const frameHeaderLength = 12;

/** The file header: raw I420 pictures with timestamps in ticks of `ticksPerSecond`. */
export function ivfHeader(
  widthPixels: number,
  heightPixels: number,
  ticksPerSecond: number,
): Buffer {
  const header = Buffer.alloc(headerLength);
  header.write('DKIF', 0, 'ascii');
  header.writeUInt16LE(0, 4); // version
  header.writeUInt16LE(headerLength, 6);
  header.write('I420', 8, 'ascii');
  header.writeUInt16LE(widthPixels, 12);
  header.writeUInt16LE(heightPixels, 14);
  header.writeUInt32LE(ticksPerSecond, 16);
  header.writeUInt32LE(1, 20); // ticks per unit of time
  return header;
}

/** What stands before each picture: its length in bytes and its presentation time in ticks. */
export function ivfFrameHeader(lengthBytes: number, presentationTime: number): Buffer {
  const header = Buffer.alloc(frameHeaderLength);
  header.writeUInt32LE(lengthBytes, 0);
  header.writeBigUInt64LE(BigInt(presentationTime), 4);
  return header;
}
