/** A segment whose picture nobody can decode, as after a fault on the way or in an encoder. */
import { nalType } from './segment.ts';

/** Profile and level stay (ITU-T H.264, section 7.3.2.1): the segment looks as before, until it is decoded. */
const intactBytes = 4;
const damagedBytes = 9;

/** Overwrites what follows them in every sequence parameter set (SPS): size and format of the picture. */
export function withoutUsableVideo(segment: Buffer): Buffer {
  const damaged = Buffer.from(segment);
  const startCode = Buffer.from([0, 0, 1]);
  let at = damaged.indexOf(startCode);
  while (at >= 0) {
    const header = at + startCode.length;
    if (((damaged[header] ?? 0) & 0x1f) === nalType.sps) {
      damaged.fill(0xff, header + intactBytes, header + intactBytes + damagedBytes);
    }
    at = damaged.indexOf(startCode, header);
  }
  return damaged;
}
