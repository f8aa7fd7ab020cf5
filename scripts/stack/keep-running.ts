/** Keeps one daemon running: starts it, waits until it answers, starts it again when it dies. */
import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import type { Text } from '../language/text.ts';
import { WorkshopError } from '../language/workshop-error.ts';
import type { ProcessExit, RunningProcess } from './process.ts';

export interface DaemonOptions {
  name: string;
  start(): Promise<RunningProcess>;
  /** Resolves when the daemon answers; rejects when it does not, or when the signal aborts. */
  ready(process: RunningProcess, signal: AbortSignal): Promise<void>;
  /** Told of every change of `state`. */
  onChange(): void;
  /** Told, in words, when the daemon dies and when it is back. */
  note(text: Text): void;
}

export type DaemonState = 'starting' | 'running' | 'down' | 'stopped';

const firstBackoffMilliseconds = 200;
const largestBackoffMilliseconds = 5_000;
/** A daemon that ran this long is healthy: its next death starts again with the first backoff. */
const healthyAfterMilliseconds = 10_000;

/** What others see of a daemon, which may run elsewhere: then it has no process here. */
export type WatchedDaemon = Pick<Daemon, 'state' | 'pid'>;

export class Daemon {
  readonly #options: DaemonOptions;
  readonly #stopping = new AbortController();
  #state: DaemonState = 'stopped';
  #process: RunningProcess | undefined;
  #supervision: Promise<void> | undefined;
  #restarts = 0;
  #isRenewed = false;

  constructor(options: DaemonOptions) {
    this.#options = options;
  }

  get state(): DaemonState {
    return this.#state;
  }
  get pid(): number | null {
    return this.#state === 'running' || this.#state === 'starting'
      ? (this.#process?.pid ?? null)
      : null;
  }
  get restarts(): number {
    return this.#restarts;
  }

  /**
   * Starts the daemon; resolves when it answers, and watches it from then on.
   * @throws {WorkshopError} when it ends or does not answer this first time.
   */
  async start(): Promise<void> {
    await this.#startOnce();
    this.#supervision = this.#supervise();
  }

  /** Ends the process, so that another takes its place at once. One that is down comes back anyway. */
  async restart(): Promise<void> {
    if (this.#state !== 'running') return;
    this.#isRenewed = true;
    await this.#process?.stop();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#process?.stop();
    await this.#supervision;
    // A restart that was under way may have brought up one more meanwhile.
    await this.#process?.stop();
    this.#become('stopped');
  }

  async #startOnce(): Promise<void> {
    this.#become('starting');
    const started = await this.#options.start();
    this.#process = started;
    const over = new AbortController();
    const signal = AbortSignal.any([over.signal, this.#stopping.signal]);
    const died = started.exited.then((exit) => {
      over.abort();
      throw startupError(started, exit);
    });
    try {
      await Promise.race([this.#options.ready(started, signal), died]);
    } catch (error) {
      await started.stop();
      throw error;
    } finally {
      died.catch(() => {});
      over.abort();
    }
    this.#become('running');
  }

  async #supervise(): Promise<void> {
    let backoff = firstBackoffMilliseconds;
    while (!this.#stopping.signal.aborted) {
      const since = performance.now();
      if (this.#state === 'running' && this.#process) {
        const exit = await this.#process.exited;
        if (this.#stopping.signal.aborted) return;
        this.#restarts += 1;
        if (this.#isRenewed) {
          this.#isRenewed = false;
          await this.#startOnce().catch(() => {});
          continue;
        }
        this.#options.note(endedText(this.#options.name, exit));
      }
      this.#become('down');
      if (performance.now() - since > healthyAfterMilliseconds) backoff = firstBackoffMilliseconds;
      await delay(backoff, undefined, { signal: this.#stopping.signal }).catch(() => {});
      if (this.#stopping.signal.aborted) return;
      backoff = Math.min(backoff * 2, largestBackoffMilliseconds);
      // A failed restart is not the end: the state stays `down` and the next try comes later.
      await this.#startOnce().then(
        () => this.#options.note(backText(this.#options.name)),
        () => this.#become('down'),
      );
    }
  }

  #become(state: DaemonState): void {
    if (this.#state === state) return;
    this.#state = state;
    this.#options.onChange();
  }
}

function startupError(started: RunningProcess, exit: ProcessExit): WorkshopError {
  const how = exit.signal ?? exit.code;
  const lastWords = readFileSync(started.logFile, 'utf8').trim().split('\n').slice(-3).join(' | ');
  return new WorkshopError(
    {
      en: `${started.name} ended while starting (${how}). Its last words: ${lastWords}`,
      es: `${started.name} terminó al arrancar (${how}). Sus últimas palabras: ${lastWords}`,
    },
    {
      en: `Read ${started.logFile}, then run: npm run doctor`,
      es: `Lee ${started.logFile} y después ejecuta: npm run doctor`,
    },
  );
}

const endedText = (name: string, { signal, code }: ProcessExit): Text => ({
  en: `${name} ended (${signal ?? `exit code ${code}`}). It is being started again.`,
  es: `${name} terminó (${signal ?? `código ${code}`}). Se está reiniciando.`,
});

const backText = (name: string): Text => ({
  en: `${name} runs again.`,
  es: `${name} está otra vez en marcha.`,
});
