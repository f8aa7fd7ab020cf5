/**
 * The pulse of Janus: does it answer at all? What a Janus that hangs receives, nobody hears of: so
 * silence says something about the publisher only while Janus answers.
 */
import { setTimeout as delay } from 'node:timers/promises';
import type { Settings } from '../../labs/settings.ts';
import { JanusAdmin } from './admin-client.ts';

const intervalMilliseconds = 400;
/** Janus answers a ping in a few milliseconds; on a busy machine in some hundred. */
const limitMilliseconds = 700;
/** One answer may be missed because this process itself was held up. */
const missedLimit = 2;

export class JanusPulse {
  readonly #admin: JanusAdmin;
  readonly #onChange: () => void;
  readonly #stopping = new AbortController();
  #loop: Promise<void> | undefined;
  #missed = 0;
  /** Both in ms since 1970. */
  #answeredAt = Date.now();
  #answeringSince = Date.now();

  /** @param onChange told when Janus falls silent, and when it answers again. */
  constructor(settings: Settings, onChange: () => void) {
    this.#admin = new JanusAdmin(settings, limitMilliseconds);
    this.#onChange = onChange;
  }

  /** True when Janus runs but does not answer. */
  get hangs(): boolean {
    return this.#missed >= missedLimit;
  }

  /** How long ago Janus answered last. */
  get unansweredMilliseconds(): number {
    return Date.now() - this.#answeredAt;
  }

  /**
   * How long Janus has had nothing to pass on, as far as is known: the time without an answer from
   * Janus itself does not count.
   * @param lastPacketAt when Janus passed on a packet last, in ms since 1970.
   */
  silentMilliseconds(lastPacketAt: number): number {
    return Math.max(0, this.#answeredAt - Math.max(lastPacketAt, this.#answeringSince));
  }

  start(): void {
    this.#loop = this.#run();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#loop;
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      this.#heard(await this.#admin.answers());
      // Who missed one is asked again at once.
      if (this.#missed === 1) continue;
      await delay(intervalMilliseconds, undefined, { signal }).catch(() => {});
    }
  }

  #heard(answered: boolean): void {
    const hung = this.hangs;
    if (answered) {
      this.#answeredAt = Date.now();
      if (this.#missed > 0) this.#answeringSince = this.#answeredAt;
      this.#missed = 0;
    } else this.#missed += 1;
    if (this.hangs !== hung) this.#onChange();
  }
}
