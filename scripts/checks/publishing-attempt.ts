/** One call of the student's `publish`, in a page of its own, looked at from outside. */
import type { JanusConnection } from '../../labs/stages.ts';
import type { StagePages } from '../labs/lab-browser.ts';
import type { StagePage } from '../labs/stage-page.ts';
import type { PublishingLook } from './in-page/publisher.ts';
import { lookUntil } from './look-until.ts';

export class PublishingAttempt {
  readonly #page: StagePage;
  readonly #signal: AbortSignal;
  /** WebSockets that the page opened, and whether they are closed again. */
  readonly #sockets: { isClosed(): boolean }[] = [];

  private constructor(page: StagePage, signal: AbortSignal) {
    this.#page = page;
    this.#signal = signal;
    page.page.on('websocket', (socket) => this.#sockets.push(socket));
  }

  /** @throws {NotYet} when the file does not load, or blocks the page at once. */
  static async begin(
    pages: StagePages,
    connection: JanusConnection,
    signal: AbortSignal,
  ): Promise<PublishingAttempt> {
    const attempt = new PublishingAttempt(await pages.open(), signal);
    await attempt.#page.ask((to) => window.publishing.begin(to), connection);
    return attempt;
  }

  /** @throws {NotYet} when the page does not answer. */
  look(): Promise<PublishingLook> {
    return this.#page.ask(() => window.publishing.look());
  }

  /**
   * Looks until it is as wanted, but not longer than the limit.
   * @returns the last look, as wanted or not.
   * @throws {NotYet} when the page does not answer.
   */
  lookUntil(
    isWanted: (look: PublishingLook) => boolean,
    limitMilliseconds: number,
  ): Promise<PublishingLook> {
    return lookUntil(() => this.look(), isWanted, limitMilliseconds, this.#signal);
  }

  /** Calls `stop` of the publication, without waiting for it. */
  stop(): Promise<void> {
    return this.#page.ask(() => window.publishing.stop());
  }

  /** WebSockets to Janus that are still open. */
  openSockets(): number {
    return this.#sockets.filter((socket) => !socket.isClosed()).length;
  }

  /** @throws {NotYet} when an error of the student's code was caught by nobody. */
  expectNothingUncaught(): void {
    this.#page.expectNothingUncaught();
  }

  /** What `publish` was rejected with; and where, unless it was a plain `Error`, made on purpose. */
  whyRejected({ error }: PublishingLook): string {
    const { message = '' } = error ?? {};
    const deliberate = /^Error: (?<words>.*)$/s.exec(message)?.groups?.words;
    return deliberate ?? (error ? this.#page.describe(error) : '');
  }
}
