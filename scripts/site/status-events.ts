import type { ServerResponse } from 'node:http';
import type { Status } from '../stack/status.ts';
import { startEventStream } from './http.ts';

/** Where the site learns how the stack is. */
export interface StatusSource {
  current(): Status;
  /** Calls the listener with every new status; returns what ends that. */
  subscribe(listener: (status: Status) => void): () => void;
}

/** A comment now and then keeps proxies from closing a quiet connection. */
const keepAliveMilliseconds = 15_000;

/** Sends the status to every page that listens, as server-sent events. */
export class StatusEvents {
  readonly #source: StatusSource;
  readonly #clients = new Set<ServerResponse>();

  constructor(source: StatusSource) {
    this.#source = source;
  }

  /** Sends the current status at once and every later one, until the client is gone. */
  add(response: ServerResponse): void {
    startEventStream(response);
    const send = (status: Status) => {
      // A client that does not read gets no backlog; the next status tells it all.
      if (!response.writableNeedDrain) response.write(`data: ${JSON.stringify(status)}\n\n`);
    };
    send(this.#source.current());
    const unsubscribe = this.#source.subscribe(send);
    const keepAlive = setInterval(() => response.write(':\n\n'), keepAliveMilliseconds);
    this.#clients.add(response);
    response.on('close', () => {
      clearInterval(keepAlive);
      unsubscribe();
      this.#clients.delete(response);
    });
  }

  /** Ends every stream: an HTTP server does not close while one is open. */
  close(): void {
    for (const client of this.#clients) client.end();
  }
}
