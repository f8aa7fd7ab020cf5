import type { ServerResponse } from 'node:http';
import type { LiveEvents } from './api-types.ts';
import { startEventStream } from './http.ts';

/** A comment now and then keeps proxies from closing a quiet connection. */
const keepAliveMilliseconds = 15_000;

/** One client's stream of named server-sent events (HTML standard, section 9.2). */
export class EventStream {
  readonly #response: ServerResponse;
  /** By subject, for a client that does not read at the moment. */
  readonly #waiting = new Map<string, string>();

  constructor(response: ServerResponse) {
    this.#response = response;
    startEventStream(response);
    const keepAlive = setInterval(() => response.write(':\n\n'), keepAliveMilliseconds);
    response.on('drain', () => this.#sendWaiting());
    response.on('close', () => clearInterval(keepAlive));
  }

  /**
   * Sends an event. A client that does not read gets no backlog, but the newest one of each
   * subject when it reads again.
   */
  send<Name extends keyof LiveEvents>(name: Name, data: LiveEvents[Name], subject = ''): void {
    this.#waiting.set(`${name} ${subject}`, `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`);
    this.#sendWaiting();
  }

  end(): void {
    this.#response.end();
  }

  #sendWaiting(): void {
    for (const [key, event] of this.#waiting) {
      if (this.#response.writableNeedDrain || this.#response.writableEnded) return;
      this.#waiting.delete(key);
      this.#response.write(event);
    }
  }
}
