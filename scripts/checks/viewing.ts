/** One video element in the page of lab 06, with the student's `play` at work in it. */
import { setTimeout as delay } from 'node:timers/promises';
import type { StagePage } from '../labs/stage-page.ts';
import type { PendingTimer } from './in-page/timers.ts';
import type { ViewingLook } from './in-page/viewer.ts';
import { lookUntil } from './look-until.ts';

const lateNewsMilliseconds = 200;

export class Viewing {
  readonly #page: StagePage;
  readonly #name: string;
  readonly #signal: AbortSignal;
  /** Requests below this address are this player's. */
  readonly #folder: string;
  #requests: string[] = [];
  #answers: string[] = [];

  private constructor(page: StagePage, name: string, url: string, signal: AbortSignal) {
    this.#page = page;
    this.#name = name;
    this.#signal = signal;
    this.#folder = url.slice(0, url.lastIndexOf('/') + 1);
    page.page.on('request', (request) => {
      if (request.url().startsWith(this.#folder)) this.#requests.push(request.url());
    });
    page.page.on('response', (response) => {
      if (response.url().startsWith(this.#folder)) this.#answers.push(response.url());
    });
  }

  /**
   * @param url of a playlist that no other element of the page plays.
   * @throws {NotYet} when the page does not answer any more.
   */
  static async open(
    page: StagePage,
    order: { name: string; url: string; liveSyncSegments: number },
    signal: AbortSignal,
  ): Promise<Viewing> {
    const viewing = new Viewing(page, order.name, order.url, signal);
    await page.ask((given) => window.viewing.open(given), order);
    return viewing;
  }

  /** @throws {NotYet} when the page does not answer, or the player threw something. */
  async look(): Promise<ViewingLook> {
    const look = await this.#page.ask((name) => window.viewing.look(name), this.#name);
    if (look.error) this.#page.failThrown(look.error);
    return look;
  }

  /**
   * Looks until it is as wanted, but not longer than the limit.
   * @returns the last look, as wanted or not.
   */
  lookUntil(
    isWanted: (look: ViewingLook) => boolean,
    limitMilliseconds: number,
  ): Promise<ViewingLook> {
    return lookUntil(() => this.look(), isWanted, limitMilliseconds, this.#signal);
  }

  /** Looks again and again for a while. */
  async watch(milliseconds: number): Promise<ViewingLook[]> {
    const looks: ViewingLook[] = [];
    await this.lookUntil((look) => {
      looks.push(look);
      return false;
    }, milliseconds);
    return looks;
  }

  /** As someone does who presses pause, for so many seconds. */
  pause(seconds: number): Promise<void> {
    return this.#page.ask((order) => window.viewing.pause(order), { name: this.#name, seconds });
  }

  /**
   * Calls the player's `stop`. What is requested from now on is new.
   * @returns the timers of the whole page that go on.
   */
  async stop(): Promise<PendingTimer[]> {
    const timers = await this.#page.ask((name) => window.viewing.stop(name), this.#name);
    // The browser tells a moment later of what it asked for a moment before.
    await delay(lateNewsMilliseconds, undefined, { signal: this.#signal });
    this.#requests = [];
    return timers;
  }

  /** Addresses that were asked for, since `stop` if that was called. */
  get requests(): readonly string[] {
    return this.#requests;
  }

  /** Addresses that were answered, whatever the answer. */
  get answers(): readonly string[] {
    return this.#answers;
  }

  /** What an error says, and where in the student's file it began. */
  describe(error: { message: string; stack: string | undefined }): string {
    return this.#page.describe(error);
  }

  /** @throws {NotYet} when an error of the student's code was caught by nobody. */
  expectNothingUncaught(): void {
    this.#page.expectNothingUncaught();
  }
}
