/** RTP packets of pictures as the relay gets them, made of as little as it looks at. */
import { RtpHeader, RtpPacket } from '../../../../scripts/media/rtp.ts';

export const ticksPerFrame = 3_000;

interface Made {
  sequence: number;
  timestamp?: number;
  marker?: boolean;
  payload?: Buffer;
}

export const packet = ({ sequence, timestamp = 0, marker = false, payload }: Made): RtpPacket =>
  new RtpPacket(
    new RtpHeader({
      ...{ sequenceNumber: sequence & 0xffff, timestamp, marker },
      ...{ payloadType: 96, ssrc: 7 },
    }),
    payload ?? Buffer.from([0x41, 0]),
  );

/** NAL units of RFC 6184: whole (section 5.6), together (5.7.1), and cut in three (5.8). */
export const payloads = {
  slice: Buffer.from([0x41, 1]),
  idr: Buffer.from([0x65, 1]),
  parameterSets: Buffer.from([0x18, 0, 2, 0x67, 1, 0, 2, 0x68, 1]),
  idrFragments: [
    Buffer.from([0x7c, 0x85, 1]),
    Buffer.from([0x7c, 0x05, 2]),
    Buffer.from([0x7c, 0x45, 3]),
  ],
} as const;
