/** The running stack as the site's container sees it: what the transcoder says of it. */
import { setTimeout as delay } from 'node:timers/promises';
import { composeCommand } from '../docker/compose-environment.ts';
import type { BreakableHop } from '../probes/breakable-hops.ts';
import type { ApiError, SessionCodecs, SessionDescriptions } from '../site/api-types.ts';
import type { FaultSwitch } from '../site/fault-routes.ts';
import type { StatusSource } from '../site/live-events.ts';
import type { SessionSource } from '../site/session-routes.ts';
import { FaultRefused } from '../stack/faults.ts';
import { NoFacts } from '../stack/session-facts.ts';
import { type Status, statusSchema, type ViewerReport } from '../stack/status.ts';
import { silentText, type Teller, unknownStatus } from './unknown-status.ts';

/** The transcoder looks as often itself. */
const intervalMilliseconds = 1_000;
const limitMilliseconds = 3_000;
/** Who has died is back after a second or two. */
const missesUntilSilent = 3;

export class RemoteStack implements StatusSource, SessionSource, FaultSwitch {
  readonly #url: string;
  readonly #teller: Teller;
  readonly #remedy: string;
  readonly #listeners = new Set<(status: Status) => void>();
  #status: Status | undefined;
  #misses = 0;

  /** @param url of the teller. */
  constructor(url: string, teller: Teller, portOffset: number) {
    this.#url = url;
    this.#teller = teller;
    this.#remedy = `${composeCommand(portOffset)} restart ${teller}`;
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
    const headers = { 'Content-Type': 'application/json' };
    // The next report comes in a second.
    void this.#ask('POST', '/api/viewers', { body, headers });
  }

  async descriptions(): Promise<SessionDescriptions> {
    return (await this.#facts('/api/session/descriptions')) as SessionDescriptions;
  }

  async codecs(): Promise<SessionCodecs> {
    return (await this.#facts('/api/session/codecs')) as SessionCodecs;
  }

  breakHop(hop: BreakableHop): Promise<void> {
    return this.#switch('POST', hop);
  }

  bringBack(hop: BreakableHop): Promise<void> {
    return this.#switch('DELETE', hop);
  }

  /** Follows the status until the signal aborts; resolves when it is known, or nobody wants it any more. */
  async follow(signal: AbortSignal): Promise<void> {
    while (!signal.aborted && !(await this.#look())) await delay(intervalMilliseconds);
    if (signal.aborted) return;
    const timer = setInterval(() => void this.#look(), intervalMilliseconds);
    signal.addEventListener('abort', () => clearInterval(timer), { once: true });
  }

  async #look(): Promise<boolean> {
    const response = await this.#ask('GET', '/api/status');
    if (!response?.ok) {
      this.#misses += 1;
      // What was true a moment ago is not shown for ever.
      if (!this.#status || this.#misses < missesUntilSilent) return false;
      this.#status = unknownStatus(this.#status, this.#teller, this.#remedy);
    } else {
      this.#misses = 0;
      this.#status = statusSchema.parse(await response.json());
    }
    for (const listener of this.#listeners) listener(this.#status);
    return true;
  }

  /** @throws {NoFacts} with what the transcoder says. */
  async #facts(path: string): Promise<unknown> {
    const response = await this.#ask('GET', path);
    if (!response) throw new NoFacts(silentText[this.#teller]);
    const body: unknown = await response.json();
    if (response.ok) return body;
    throw new NoFacts((body as ApiError).error);
  }

  /** @throws {FaultRefused} with what the transcoder says. */
  async #switch(method: string, hop: BreakableHop): Promise<void> {
    const response = await this.#ask(method, `/api/faults/${hop}`);
    if (!response) throw new FaultRefused(silentText[this.#teller]);
    if (!response.ok) throw new FaultRefused(((await response.json()) as ApiError).error);
  }

  /** @returns undefined where there is no answer. */
  async #ask(method: string, path: string, more: RequestInit = {}): Promise<Response | undefined> {
    const limit = new AbortController();
    // Not AbortSignal.timeout: that keeps no process alive. Where the engine accepts a connection for
    // a container that does not listen yet, nothing else does.
    const timer = setTimeout(() => limit.abort(), limitMilliseconds);
    try {
      return await fetch(`${this.#url}${path}`, { method, signal: limit.signal, ...more });
    } catch {
      return undefined;
    } finally {
      clearTimeout(timer);
    }
  }
}
