/** Asks for a playlist again and again, as viewers do, and notes what no viewer should see. */
import { setTimeout as delay } from 'node:timers/promises';

const everyMilliseconds = 100;
const limitMilliseconds = 3_000;

export class PlaylistPolls {
  /** Answers that were no playlist. */
  readonly errors: string[] = [];
  /** Each fall of the media sequence, from what to what. */
  readonly goneBack: string[] = [];
  /**
   * The same, but for falls by one segment: edges keep a playlist for a second (`s-maxage=1`), so where one
   * dies, the next may have the list of a second ago. Players wait for the next one then.
   */
  readonly goneBackFurther: string[] = [];
  count = 0;
  #sequence = 0;
  readonly #url: string;
  readonly #over = new AbortController();
  readonly #loop: Promise<void>;

  constructor(url: string) {
    this.#url = url;
    this.#loop = this.#run();
  }

  async stop(): Promise<void> {
    this.#over.abort();
    await this.#loop;
  }

  async #run(): Promise<void> {
    while (!this.#over.signal.aborted) {
      await this.#ask()
        // As browsers do: a front that reads a new list closes connections that nobody uses at that
        // moment, and a GET that meets this is sent again (RFC 9112, section 9.3.1).
        .catch((error: Error) => (isClosed(error) ? this.#ask() : Promise.reject(error)))
        .catch((error: Error) => this.errors.push(String(error.cause ?? error)));
      this.count += 1;
      await delay(everyMilliseconds);
    }
  }

  async #ask(): Promise<void> {
    const answer = await fetch(this.#url, { signal: AbortSignal.timeout(limitMilliseconds) });
    const text = await answer.text();
    if (!answer.ok || !text.startsWith('#EXTM3U')) throw new Error(`${answer.status} ${text}`);
    // Without one it is 0 (RFC 8216, section 4.3.3.2).
    const sequence = Number(/^#EXT-X-MEDIA-SEQUENCE:(\d+)$/m.exec(text)?.[1] ?? 0);
    const fall = `${this.#sequence} to ${sequence}`;
    if (sequence < this.#sequence) this.goneBack.push(fall);
    if (sequence < this.#sequence - 1) this.goneBackFurther.push(fall);
    this.#sequence = sequence;
  }
}

const isClosed = ({ cause }: Error): boolean =>
  cause instanceof Error && /other side closed|ECONNRESET/.test(cause.message);
