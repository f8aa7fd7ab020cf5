import type { ServerResponse } from 'node:http';
import type { Status } from '../stack/status.ts';
import type { LabState } from './api-types.ts';
import { EventStream } from './event-stream.ts';
import type { LabBoard } from './labs/lab-board.ts';

/** Where the site learns how the stack is. */
export interface StatusSource {
  current(): Status;
  /** Calls the listener with every new status; returns what ends that. */
  subscribe(listener: (status: Status) => void): () => void;
}

/** Tells every page that listens how the stack and the labs are, and what changes. */
export class LiveEventStreams {
  readonly #status: StatusSource;
  readonly #labs: LabBoard;
  readonly #streams = new Set<EventStream>();

  constructor(status: StatusSource, labs: LabBoard) {
    this.#status = status;
    this.#labs = labs;
  }

  /** @param withLabs the labs are the business of this machine's reader alone. */
  async add(response: ServerResponse, withLabs: boolean): Promise<void> {
    const stream = new EventStream(response);
    this.#streams.add(stream);
    const sendStatus = (status: Status) => stream.send('status', status);
    const sendLab = (state: LabState) => stream.send('lab', state, state.folder);
    const unsubscribes = [this.#status.subscribe(sendStatus)];
    if (withLabs) unsubscribes.push(this.#labs.subscribe(sendLab));
    response.on('close', () => {
      for (const unsubscribe of unsubscribes) unsubscribe();
      this.#streams.delete(stream);
    });
    sendStatus(this.#status.current());
    if (!withLabs) return;
    // The answer has begun: there is no other way left to tell.
    for (const state of await this.#labs.states().catch(noLabs)) sendLab(state);
  }

  /** Ends every stream: an HTTP server does not close while one is open. */
  close(): void {
    for (const stream of this.#streams) stream.end();
  }
}

function noLabs(error: unknown): LabState[] {
  console.error(error);
  return [];
}
