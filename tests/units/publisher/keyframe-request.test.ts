import { expect, test } from 'vitest';
import { type RtcpPacket, RtcpPacketConverter } from 'werift';
import { asksForKeyframe } from '../../../scripts/publisher/keyframe-request.ts';

const sender = 0x0000_0001;
const ours = 0x1122_3344;
const other = 0x5566_7788;

/** RTCP header: version 2 and message type, packet type 206 (RFC 4585, section 6.1), length, then words. */
function feedback(messageType: number, words: readonly number[]): RtcpPacket {
  const bytes = Buffer.alloc(4 + words.length * 4);
  bytes.writeUInt8(0x80 | messageType, 0);
  bytes.writeUInt8(206, 1);
  bytes.writeUInt16BE(words.length, 2);
  words.forEach((word, index) => {
    bytes.writeUInt32BE(word, 4 + index * 4);
  });
  const [packet] = RtcpPacketConverter.deSerialize(bytes);
  if (!packet) throw new Error('No RTCP packet');
  return packet;
}

test.each([
  { what: 'PLI for this stream', packet: feedback(1, [sender, ours]), asks: true },
  { what: 'PLI for another', packet: feedback(1, [sender, other]), asks: false },
  { what: 'FIR for this stream', packet: feedback(4, [sender, 0, ours, 7 << 24]), asks: true },
  {
    what: 'FIR for two streams',
    packet: feedback(4, [sender, 0, other, 7 << 24, ours, 3 << 24]),
    asks: true,
  },
  { what: 'FIR for another', packet: feedback(4, [sender, 0, other, 7 << 24]), asks: false },
  { what: 'feedback of an unknown kind', packet: feedback(9, [sender, ours]), asks: false },
])('$what: $asks', ({ packet, asks }) => {
  expect(asksForKeyframe(packet, ours)).toBe(asks);
});
