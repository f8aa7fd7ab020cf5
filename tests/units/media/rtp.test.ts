import { describe, expect, it } from 'vitest';
import { RtcpPacketConverter, RtcpSrPacket } from 'werift';
import {
  goodbye,
  pictureLossIndication,
  senderReport,
  startsIdrPicture,
} from '../../../scripts/media/rtp.ts';

describe('startsIdrPicture (RFC 6184)', () => {
  const sps = Buffer.from([0x67, 0x42, 0xe0, 0x1f]);
  const idr = Buffer.from([0x65, 0x88]);
  const sized = (unit: Buffer) => Buffer.concat([Buffer.from([0, unit.length]), unit]);

  it('sees an IDR slice alone', () => expect(startsIdrPicture(idr)).toBe(true));
  it('sees it in an aggregation packet, behind the parameter sets', () =>
    expect(startsIdrPicture(Buffer.concat([Buffer.from([0x78]), sized(sps), sized(idr)]))).toBe(
      true,
    ));
  it('takes parameter sets without a picture for none', () =>
    expect(startsIdrPicture(Buffer.concat([Buffer.from([0x78]), sized(sps)]))).toBe(false));
  it('sees the first fragment, and only the first', () => {
    const [firstIdr, middleIdr, firstOther] = [0x85, 0x05, 0x81];
    expect(startsIdrPicture(Buffer.from([0x7c, firstIdr]))).toBe(true);
    expect(startsIdrPicture(Buffer.from([0x7c, middleIdr]))).toBe(false);
    expect(startsIdrPicture(Buffer.from([0x7c, firstOther]))).toBe(false);
  });
  it('takes a padding packet for none', () =>
    expect(startsIdrPicture(Buffer.alloc(0))).toBe(false));
});

describe('RTCP packets', () => {
  it('PLI has 12 bytes and names the media source (RFC 4585, section 6.3.1)', () => {
    const packet = pictureLossIndication(0x01020304);
    expect(packet.toString('hex')).toBe('81ce00020000000001020304');
  });

  it('a sender report ties an RTP timestamp to NTP time (RFC 3550, section 6.4.1)', () => {
    const report = { ssrc: 7, wallClockMilliseconds: 1_500, rtpTimestamp: 90_000 };
    const [packet] = RtcpPacketConverter.deSerialize(senderReport(report)) as [RtcpSrPacket];
    expect(packet).toBeInstanceOf(RtcpSrPacket);
    expect(packet.senderInfo.rtpTimestamp).toBe(90_000);
    expect(packet.senderInfo.ntpTimestamp).toBe((2_208_988_801n << 32n) + 2n ** 31n);
  });

  it('BYE names its source (RFC 3550, section 6.6)', () =>
    expect(goodbye(0x01020304).toString('hex')).toBe('81cb000101020304'));
});
