/** The pictures of a recording of RTP, some of whose packets get lost: what the relay's gate sees of them. */
import type { ReceivedFrame } from '../../labs/stages.ts';
import { nalUnitsOfPayloads, RtpHeader, RtpPacket } from '../media/rtp.ts';
import { videoClockRateHz } from '../publisher/picture-options.ts';
import { FrameAssembler } from '../stack/relay/frame-assembler.ts';
import type { RtpRecording } from './rtp-recording.ts';
import { nalType } from './segment.ts';
import { framesPerSecond } from './synthetic-media.ts';

/** A packet of the picture's, on its way. */
export interface SentPacket {
  /** Counted from 0 in the recording. */
  picture: number;
  timestamp: number;
  payload: Buffer;
  /** The last one of its picture. */
  marker: boolean;
  isLost: boolean;
}

/** What the relay puts together: what the gate is told of it, and what a decoder would get. */
export interface Arrival {
  picture: number;
  frame: ReceivedFrame;
  units: readonly Buffer[];
}

const ticksPerPicture = videoClockRateHz / framesPerSecond;

export const typeOf = ([header = 0]: Buffer): number => header & 0x1f;

const isParameterSet = (unit: Buffer): boolean =>
  typeOf(unit) === nalType.sps || typeOf(unit) === nalType.pps;

/** The packets of each picture: cut at the marker bit, which the last has (RFC 6184, section 5.1). */
export function picturesOf({ packets }: RtpRecording): SentPacket[][] {
  const pictures: SentPacket[][] = [];
  let current: SentPacket[] = [];
  for (const { kind, packet } of packets) {
    if (kind !== 'video') continue;
    const picture = pictures.length;
    const { marker } = packet.header;
    const timestamp = picture * ticksPerPicture;
    current.push({ picture, timestamp, payload: packet.payload, marker, isLost: false });
    if (!marker) continue;
    pictures.push(current);
    current = [];
  }
  return pictures;
}

export const isKeyframe = (packets: readonly SentPacket[]): boolean =>
  nalUnitsOfPayloads(packets.map(({ payload }) => payload)).some(
    (unit) => typeOf(unit) === nalType.idr,
  );

/** Loses one packet of its middle, its last one, or all of it. */
export function losing(
  packets: readonly SentPacket[],
  what: 'middle' | 'end' | 'all',
): SentPacket[] {
  const middle = Math.floor(packets.length / 2);
  return packets.map((packet, index) => ({
    ...packet,
    isLost: what === 'all' || (what === 'middle' ? index === middle : packet.marker),
  }));
}

/** Parameter sets as a picture of their own, a moment ahead: so do encoders that send them once. */
export function withSetsAhead(packets: readonly SentPacket[]): SentPacket[] {
  const sets = setsOf(packets);
  const ahead = sets.map((payload, index) => ({
    ...(packets[0] as SentPacket),
    ...{ payload, marker: index === sets.length - 1, isLost: false },
    timestamp: (packets[0]?.timestamp ?? 0) - ticksPerPicture / 2,
  }));
  return [...ahead, ...withSets(packets, [])];
}

/** With these parameter sets only. */
export function withSets(packets: readonly SentPacket[], types: readonly number[]): SentPacket[] {
  return packets.flatMap((packet) => {
    const units = nalUnitsOfPayloads([packet.payload]);
    if (!units.some(isParameterSet)) return [packet];
    return units
      .filter((unit) => !isParameterSet(unit) || types.includes(typeOf(unit)))
      .map((payload) => ({ ...packet, payload }));
  });
}

const setsOf = (packets: readonly SentPacket[]): Buffer[] =>
  packets.flatMap(({ payload }) => nalUnitsOfPayloads([payload]).filter(isParameterSet));

/** What comes of them, put together by the relay itself. */
export function arrive(packets: readonly SentPacket[]): Arrival[] {
  const assembler = new FrameAssembler();
  let lostBefore = 0;
  return packets.flatMap(({ payload, timestamp, marker, isLost }) => {
    lostBefore += isLost ? 1 : 0;
    if (isLost) return [];
    const header = new RtpHeader({ timestamp, marker });
    const ordered = { packet: new RtpPacket(header, payload), arrivedAt: 0, lostBefore };
    lostBefore = 0;
    return assembler.add([ordered]).map(({ seen, payloads }) => ({
      picture: Math.ceil(seen.timestamp / ticksPerPicture),
      frame: seen,
      units: nalUnitsOfPayloads(payloads),
    }));
  });
}
