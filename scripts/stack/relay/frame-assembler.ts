/** Puts the packets of a picture together: those of one RTP timestamp (RFC 6184, section 5.1). */
import type { ReceivedFrame } from '../../../labs/stages.ts';
import { nalTypesOf, type RtpPacket } from '../../media/rtp.ts';
import type { OrderedPacket } from './packet-order.ts';

export interface AssembledFrame {
  /** What the gate is told of it. */
  seen: ReceivedFrame;
  ssrc: number;
  /** RTP payloads, in order. */
  payloads: readonly Buffer[];
  /** When the first and the last of its packets arrived, in ms of `performance.now()`. */
  firstArrivedAt: number;
  lastArrivedAt: number;
}

/** NAL unit type: H.264, table 7-1. */
const sequenceParameterSet = 7;

export class FrameAssembler {
  #packets: OrderedPacket[] = [];
  /** Missing before the picture that comes next. */
  #lostBefore = 0;

  /** When the picture began to arrive whose end is not here yet; null between two pictures. */
  get openSince(): number | null {
    return this.#packets.length > 0 ? arrivedFirst(this.#packets) : null;
  }

  /** Takes the packets in their order; returns the pictures that are over. */
  add(ordered: readonly OrderedPacket[]): AssembledFrame[] {
    return ordered.flatMap((next) => this.#addOne(next));
  }

  #addOne(next: OrderedPacket): AssembledFrame[] {
    const { header, payload } = next.packet;
    // A packet of padding alone, with which browsers try how much the way can carry.
    if (payload.length === 0) {
      this.#lostBefore += next.lostBefore;
      return [];
    }
    const frames: AssembledFrame[] = [];
    const [first] = this.#packets;
    let { lostBefore } = next;
    if (first && first.packet.header.timestamp !== header.timestamp) {
      // Its last packet is among the lost. When one alone is missing, it was that one.
      if (lostBefore === 1) lostBefore = 0;
      frames.push(this.#close(false));
    }
    if (this.#packets.length === 0) {
      const isBeginning = beginsKeyframe(next.packet);
      lostBefore = isBeginning ? 0 : lostBefore + this.#lostBefore;
      this.#lostBefore = 0;
    }
    this.#packets.push({ ...next, lostBefore });
    // The last packet of a picture carries the marker bit.
    if (header.marker) frames.push(this.#close(true));
    return frames;
  }

  #close(isComplete: boolean): AssembledFrame {
    const packets = this.#packets;
    this.#packets = [];
    const header = packets[0]?.packet.header;
    const payloads = packets.map(({ packet }) => packet.payload);
    return {
      seen: {
        timestamp: header?.timestamp ?? 0,
        lostPackets: packets.reduce((sum, { lostBefore }) => sum + lostBefore, 0),
        isComplete,
        nalTypes: payloads.flatMap(nalTypesOf),
      },
      ssrc: header?.ssrc ?? 0,
      payloads,
      firstArrivedAt: arrivedFirst(packets),
      lastArrivedAt: Math.max(...packets.map(({ arrivedAt }) => arrivedAt)),
    };
  }
}

const arrivedFirst = (packets: readonly OrderedPacket[]): number =>
  Math.min(...packets.map(({ arrivedAt }) => arrivedAt));

/** Nearly always an SPS stands at the head of a keyframe: what is missing before it is no part of it then. */
const beginsKeyframe = ({ payload }: RtpPacket): boolean =>
  nalTypesOf(payload).includes(sequenceParameterSet);
