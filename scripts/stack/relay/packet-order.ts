/**
 * Puts the packets of one RTP stream in order. Packets overtake each other, and what was lost and
 * asked for again (NACK, RFC 4585) comes late: a gap is waited for, but not for ever.
 */
import type { RtpPacket } from '../../media/rtp.ts';

export interface OrderedPacket {
  packet: RtpPacket;
  /** When it arrived, in ms of `performance.now()`. */
  arrivedAt: number;
  /** How many packets right before it are missing for good. */
  lostBefore: number;
}

/** Janus waits for so long before it asks for a packet (ice.c). */
const firstRequestMilliseconds = 12;

/** Nothing but a sender that began anew jumps so far: there is nothing to wait for. */
const longestJump = 3_000;

export class PacketOrder {
  /** Missing for good. */
  lost = 0;
  /** Gaps that were given up. */
  gaps = 0;
  /** Came after a later one, and in time: sent again, or overtaken on the way. */
  repaired = 0;
  /** How long a gap usually lasts until what was asked for comes, in ms; null before the first. */
  usualRepairMilliseconds: number | null = null;
  readonly #waitMilliseconds: number;
  readonly #waiting = new Map<number, { packet: RtpPacket; arrivedAt: number }>();
  #next: number | undefined;
  #highest = 0;

  /** @param options.waitMilliseconds how long a gap is waited for. */
  constructor(options: { waitMilliseconds: number }) {
    this.#waitMilliseconds = options.waitMilliseconds;
  }

  /** Since when the packet that comes next is missing although later ones are here; null without a gap. */
  get gapSince(): number | null {
    let since: number | null = null;
    for (const { arrivedAt } of this.#waiting.values()) {
      if (since === null || arrivedAt < since) since = arrivedAt;
    }
    return since;
  }

  /** Takes a packet as it arrives. One that comes twice, or too late, is dropped. */
  add(packet: RtpPacket, now: number): OrderedPacket[] {
    const { sequenceNumber } = packet.header;
    this.#next ??= sequenceNumber;
    const ahead = difference(sequenceNumber, this.#next);
    if (Math.abs(ahead) > longestJump) return this.#beginAnew(packet, now);
    if (ahead < 0 || this.#waiting.has(sequenceNumber)) return [];
    if (ahead > 0 && difference(sequenceNumber, this.#highest) < 0) this.repaired += 1;
    if (ahead === 0 && this.gapSince !== null) {
      this.repaired += 1;
      this.#learnRepair(now - this.gapSince);
    }
    if (this.#waiting.size === 0 || difference(sequenceNumber, this.#highest) > 0) {
      this.#highest = sequenceNumber;
    }
    this.#waiting.set(sequenceNumber, { packet, arrivedAt: now });
    return this.#takeNext(0);
  }

  /** What may go because a gap was waited for long enough. Call it now and then while there is one. */
  giveUp(now: number): OrderedPacket[] {
    const taken: OrderedPacket[] = [];
    for (let since = this.gapSince; since !== null; since = this.gapSince) {
      if (now - since < this.#waitMilliseconds) break;
      taken.push(...this.#skipGap());
    }
    return taken;
  }

  /** Smoothed as TCP smooths its round trips (RFC 6298, section 2). */
  #learnRepair(milliseconds: number): void {
    // Overtaken on the way, and not asked for yet.
    if (milliseconds < firstRequestMilliseconds) return;
    this.usualRepairMilliseconds ??= milliseconds;
    this.usualRepairMilliseconds += (milliseconds - this.usualRepairMilliseconds) / 8;
  }

  #skipGap(): OrderedPacket[] {
    const missing = difference(this.#nearest(), this.#next as number);
    this.lost += missing;
    this.gaps += 1;
    this.#next = this.#nearest();
    return this.#takeNext(missing);
  }

  /** The number of the first packet that waits. */
  #nearest(): number {
    const from = this.#next as number;
    const ahead = [...this.#waiting.keys()].map((number) => difference(number, from));
    return (from + Math.min(...ahead)) & 0xffff;
  }

  #takeNext(lostBefore: number): OrderedPacket[] {
    const taken: OrderedPacket[] = [];
    for (;;) {
      const number = this.#next as number;
      const found = this.#waiting.get(number);
      if (!found) return taken;
      this.#waiting.delete(number);
      this.#next = (number + 1) & 0xffff;
      taken.push({ ...found, lostBefore: taken.length === 0 ? lostBefore : 0 });
    }
  }

  #beginAnew(packet: RtpPacket, now: number): OrderedPacket[] {
    this.#waiting.clear();
    this.#highest = packet.header.sequenceNumber;
    this.#next = (packet.header.sequenceNumber + 1) & 0xffff;
    this.gaps += 1;
    return [{ packet, arrivedAt: now, lostBefore: 1 }];
  }
}

/** The signed difference of two 16-bit counters survives their wrapping around. */
const difference = (later: number, earlier: number): number => ((later - earlier) << 16) >> 16;
