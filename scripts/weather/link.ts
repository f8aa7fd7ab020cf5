/** The bad link of one publisher: two directions, with what they share. */
import type { Conditions } from './conditions.ts';
import { DelayLine } from './delay-line.ts';
import { Blackouts, Impairment, seededRandom } from './impairment.ts';
import type { TrafficMeter } from './traffic.ts';

export type DirectionName = 'toJanus' | 'toPublisher';
export type TrafficMeters = Readonly<Record<DirectionName, TrafficMeter>>;

export class Link {
  readonly #blackouts: Blackouts;
  readonly #impairments: Readonly<Record<DirectionName, Impairment>>;
  readonly #lines = { toJanus: new DelayLine(), toPublisher: new DelayLine() };
  readonly #meters: TrafficMeters;

  /** @param seed the same seed loses the same packets, counted from the first. */
  constructor(conditions: Conditions, seed: number, meters: TrafficMeters) {
    this.#meters = meters;
    this.#blackouts = new Blackouts(conditions);
    this.#impairments = {
      toJanus: new Impairment(seededRandom(seed), { hasRate: true }, this.#blackouts),
      toPublisher: new Impairment(seededRandom(seed + 1), { hasRate: false }, this.#blackouts),
    };
  }

  set(conditions: Conditions): void {
    this.#blackouts.set(conditions);
    for (const impairment of Object.values(this.#impairments)) impairment.set(conditions);
  }

  /** Loses the datagram, or has it sent when its time has come. */
  carry(direction: DirectionName, datagram: Buffer, send: () => void): void {
    const now = performance.now();
    if (direction === 'toJanus' && isMedia(datagram)) this.#blackouts.seeMedia(now);
    const fate = this.#impairments[direction].decide(datagram.length, now, isHandshake(datagram));
    const meter = this.#meters[direction];
    if ('lostBy' in fate) {
      meter.addLost(now);
      return;
    }
    this.#lines[direction].push(fate.departsAt, () => {
      const sentAt = performance.now();
      meter.addPassed(datagram.length, sentAt - now, sentAt);
      send();
    });
  }

  /** Forgets what is under way. */
  close(): void {
    for (const line of Object.values(this.#lines)) line.clear();
  }
}

/**
 * DTLS (RFC 7983, section 7). Chance spares it: werift sends a flight that is lost, or in disorder, again
 * under its old record numbers, which OpenSSL takes for a replay. Often no connection would come about.
 */
const isHandshake = ([first = 0]: Buffer): boolean => first >= 20 && first <= 63;

/** RTP or RTCP, neither STUN nor DTLS (RFC 7983, section 7). */
const isMedia = ([first = 0]: Buffer): boolean => first >= 128 && first <= 191;
