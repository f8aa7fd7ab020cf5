/** The few things the stack needs to know about RTP packets (RFC 3550) that carry H.264 (RFC 6184). */
import {
  PictureLossIndication,
  RtcpPayloadSpecificFeedback,
  RtcpSenderInfo,
  RtcpSrPacket,
  RtpHeader,
  RtpPacket,
} from 'werift';

export { RtpHeader, RtpPacket };

/** RTP has version 2 and a header of at least 12 bytes (RFC 3550, section 5.1). */
export const isRtp = (datagram: Buffer): boolean =>
  datagram.length >= 12 && (datagram[0] ?? 0) >> 6 === 2;

/** NAL unit types of RFC 6184, section 5.4, and H.264, table 7-1. */
const nalType = { idr: 5, stapA: 24, fuA: 28 } as const;

/** True when this packet starts an IDR picture: the only place where a decoder, and a segment, can begin. */
export const startsIdrPicture = (payload: Buffer): boolean =>
  nalTypesOf(payload).includes(nalType.idr);

/** The NAL unit types inside a STAP-A (RFC 6184, section 5.7.1): 16-bit sizes, then units. */
function aggregatedNalTypes(payload: Buffer): number[] {
  const types: number[] = [];
  for (let offset = 1; offset + 2 < payload.length; ) {
    types.push((payload[offset + 2] ?? 0) & 0x1f);
    offset += 2 + payload.readUInt16BE(offset);
  }
  return types;
}

/** True for a NAL unit that is whole, several in one packet, and the first fragment of one. */
export function startsNalUnit(payload: Buffer): boolean {
  const isFragment = ((payload[0] ?? 0) & 0x1f) === nalType.fuA;
  return !isFragment || ((payload[1] ?? 0) & 0x80) !== 0;
}

/** The types of the NAL units that begin in this payload (RFC 6184, section 5.2). */
export function nalTypesOf(payload: Buffer): number[] {
  const type = (payload[0] ?? 0) & 0x1f;
  if (type === nalType.stapA) return aggregatedNalTypes(payload);
  if (type !== nalType.fuA) return [type];
  return startsNalUnit(payload) ? [(payload[1] ?? 0) & 0x1f] : [];
}

/** Picture Loss Indication: "send me a keyframe" (RFC 4585, section 6.3.1). 12 bytes. */
export const pictureLossIndication = (mediaSsrc: number): Buffer =>
  new RtcpPayloadSpecificFeedback({
    feedback: new PictureLossIndication({ senderSsrc: 0, mediaSsrc }),
  }).serialize();

/** Seconds between 1900 (NTP) and 1970 (Unix). */
const ntpEpochSeconds = 2_208_988_800;

/**
 * Sender report: "this RTP timestamp is that wall-clock time" (RFC 3550, section 6.4.1).
 * A receiver aligns the streams of one source by their reports.
 */
export function senderReport(report: {
  ssrc: number;
  wallClockMilliseconds: number;
  rtpTimestamp: number;
}): Buffer {
  const seconds = report.wallClockMilliseconds / 1_000 + ntpEpochSeconds;
  const whole = Math.floor(seconds);
  const fraction = Math.floor((seconds - whole) * 2 ** 32);
  return new RtcpSrPacket({
    ssrc: report.ssrc,
    senderInfo: new RtcpSenderInfo({
      ntpTimestamp: (BigInt(whole) << 32n) + BigInt(fraction),
      rtpTimestamp: report.rtpTimestamp >>> 0,
      packetCount: 0,
      octetCount: 0,
    }),
    reports: [],
  }).serialize();
}

/** BYE: "this source sends no more" (RFC 3550, section 6.6). 8 bytes. */
export function goodbye(ssrc: number): Buffer {
  const packet = Buffer.alloc(8);
  const version2WithOneSource = 0x81;
  const payloadTypeBye = 203;
  packet.writeUInt8(version2WithOneSource, 0);
  packet.writeUInt8(payloadTypeBye, 1);
  packet.writeUInt16BE(1, 2);
  packet.writeUInt32BE(ssrc, 4);
  return packet;
}

/** Puts the NAL units of a stream of RTP payloads together again (RFC 6184, sections 5.6 to 5.8). */
export function nalUnitsOfPayloads(payloads: readonly Buffer[]): Buffer[] {
  const units: Buffer[] = [];
  let fragments: Buffer[] = [];
  for (const payload of payloads) {
    const indicator = payload[0] ?? 0;
    const type = indicator & 0x1f;
    if (type === nalType.stapA) {
      for (let at = 1; at + 2 < payload.length; ) {
        const size = payload.readUInt16BE(at);
        units.push(payload.subarray(at + 2, at + 2 + size));
        at += 2 + size;
      }
    } else if (type === nalType.fuA) {
      const fragmentHeader = payload[1] ?? 0;
      const isFirst = (fragmentHeader & 0x80) !== 0;
      const isLast = (fragmentHeader & 0x40) !== 0;
      // The unit's own header: importance from the indicator, type from the fragment's header.
      if (isFirst) fragments = [Buffer.from([(indicator & 0xe0) | (fragmentHeader & 0x1f)])];
      fragments.push(payload.subarray(2));
      if (isLast) units.push(Buffer.concat(fragments));
    } else units.push(payload);
  }
  return units;
}
