/** The running stack as the site's container sees it: what the transcoder says of it. */
import { setTimeout as delay } from 'node:timers/promises';
import type { StatusSource } from '../site/live-events.ts';
import { type Status, statusSchema, type ViewerReport } from '../stack/status.ts';

const intervalMilliseconds = 1_000;

export class RemoteStack implements StatusSource {
  readonly #url: string;
  readonly #listeners = new Set<(status: Status) => void>();
  #status: Status | undefined;

  /** @param url of the transcoder. */
  constructor(url: string) {
    this.#url = url;
  }

  current(): Status {
    if (!this.#status) throw new Error('The status is not known yet');
    return this.#status;
  }

  subscribe(listener: (status: Status) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Tells the transcoder how a viewer is doing. */
  report(report: ViewerReport): void {
    const body = JSON.stringify(report);
    void fetch(`${this.#url}/api/viewers`, { method: 'POST', body }).catch(() => {});
  }

  /** Follows the status until the process ends; resolves when it is known. */
  async follow(): Promise<void> {
    while (!(await this.#look())) await delay(intervalMilliseconds);
    setInterval(() => void this.#look(), intervalMilliseconds);
  }

  async #look(): Promise<boolean> {
    const response = await fetch(`${this.#url}/api/status`).catch(() => undefined);
    if (!response?.ok) return false;
    this.#status = statusSchema.parse(await response.json());
    for (const listener of this.#listeners) listener(this.#status);
    return true;
  }
}
