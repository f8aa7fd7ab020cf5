/** A daemon that another container runs: seen from here, it is up when it answers. */
import { setTimeout as delay } from 'node:timers/promises';
import type { DaemonState } from '../stack/keep-running.ts';

const intervalMilliseconds = 1_000;

export class ContainerWatch {
  /** Another container's process has no number here. */
  readonly pid = null;
  readonly #ask: () => Promise<void>;
  readonly #onChange: () => void;
  readonly #stopping = new AbortController();
  #state: DaemonState = 'starting';
  #loop: Promise<void> | undefined;

  /** @param ask rejects when there is no answer. */
  constructor(ask: () => Promise<void>, onChange: () => void) {
    this.#ask = ask;
    this.#onChange = onChange;
  }

  get state(): DaemonState {
    return this.#state;
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
      const state = await this.#ask().then(
        () => 'running' as const,
        () => 'down' as const,
      );
      if (state !== this.#state) {
        this.#state = state;
        this.#onChange();
      }
      await delay(intervalMilliseconds, undefined, { signal }).catch(() => {});
    }
  }
}
