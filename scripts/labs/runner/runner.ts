/** The process that runs checks, seen from the workshop. */
import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Lab } from '../../../labs/lab.ts';
import { WorkshopError } from '../../language/workshop-error.ts';
import { settlesWithin } from '../../system/settles-within.ts';
import { tsxArguments } from '../../system/tsx-process.ts';
import { repositoryRoot } from '../../system/work-directory.ts';
import { killMarked, newRunMark } from '../marked-processes.ts';
import type { RunOptions } from '../open-lab.ts';
import type { LabReport } from '../report.ts';
import type { RunnerAnswer, RunnerOrder } from './runner-protocol.ts';
import { errorOf } from './trouble.ts';

const runnerFile = fileURLToPath(new URL('runner-process.ts', import.meta.url));

/** Longer than the slowest daemon of a bench takes to end. */
const closeLimitMilliseconds = 10_000;
/** Longer than a cold bench takes to open, which a run that is cancelled may still wait for. */
const cancelLimitMilliseconds = 20_000;

interface Asker {
  options: RunOptions;
  resolve(report: LabReport): void;
  reject(error: unknown): void;
}

export class Runner {
  readonly #child: ChildProcess;
  readonly #mark = newRunMark();
  readonly #logFile: string;
  readonly #askers = new Map<number, Asker>();
  readonly #exited: Promise<void>;
  /** Resolves when it is gone, with everything that it started. Never rejects. */
  readonly ended: Promise<void>;
  #lastRun = 0;
  #closed: Promise<void> | undefined;

  /** @param logFile takes what it prints. */
  constructor(logFile: string) {
    this.#logFile = logFile;
    const log = openSync(logFile, 'a', 0o600);
    const node = [process.execPath, ...tsxArguments, runnerFile];
    // The signal comes from the kernel when the workshop is gone, and ends also what is still loading.
    this.#child = spawn('setpriv', ['--pdeathsig', 'TERM', '--', ...node], {
      // A process group of its own: Ctrl-C in the terminal is not for it.
      detached: true,
      stdio: ['ignore', log, log, 'ipc'],
      env: { ...process.env, [this.#mark.variable]: this.#mark.value },
    });
    closeSync(log);
    this.#child.on('message', (answer: RunnerAnswer) => this.#hear(answer));
    this.#exited = new Promise((resolve) => {
      this.#child.once('exit', () => resolve());
      // It could not be started: there will be no exit.
      this.#child.once('error', () => resolve());
    });
    this.ended = this.#exited.then(async () => {
      const { signalCode, exitCode } = this.#child;
      const how = ended(signalCode ?? `exit code ${exitCode}`, logFile);
      for (const { reject } of this.#askers.values()) reject(how);
      this.#askers.clear();
      // One that was killed has taken nothing down.
      await killMarked(this.#mark).catch(console.error);
    });
  }

  get isRunning(): boolean {
    return this.#child.connected;
  }

  get isIdle(): boolean {
    return this.#askers.size === 0;
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  /**
   * Runs a lab's checks on a file.
   * @throws the signal's reason when it is cancelled, and {WorkshopError} when the runner breaks.
   */
  async run(lab: Lab, file: string, options: RunOptions): Promise<LabReport> {
    const { signal } = options;
    signal?.throwIfAborted();
    this.#lastRun += 1;
    const run = this.#lastRun;
    const answered = new Promise<LabReport>((resolve, reject) => {
      this.#askers.set(run, { options, resolve, reject });
    });
    this.#order({ type: 'run', run, lab: lab.slug, file });
    const cancel = async () => {
      this.#order({ type: 'cancel', run });
      if (!(await settlesWithin(answered, cancelLimitMilliseconds))) this.#child.kill('SIGKILL');
    };
    signal?.addEventListener('abort', cancel, { once: true });
    try {
      return await answered;
    } finally {
      this.#askers.delete(run);
      signal?.removeEventListener('abort', cancel);
    }
  }

  /** Takes a lab's bench down. */
  leave(lab: string): void {
    this.#order({ type: 'leave', lab });
  }

  /** Ends it and whatever it started; a run that is under way is cancelled. Idempotent. */
  close(): Promise<void> {
    this.#closed ??= (async () => {
      this.#order({ type: 'close' });
      if (!(await settlesWithin(this.#exited, closeLimitMilliseconds))) this.#child.kill('SIGKILL');
      await this.ended;
    })();
    return this.#closed;
  }

  #order(order: RunnerOrder): void {
    if (this.#child.connected) this.#child.send(order, () => {});
  }

  #hear(answer: RunnerAnswer): void {
    // Of one that was given up nothing more is heard.
    const asker = this.#askers.get(answer.run);
    if (!asker) return;
    switch (answer.type) {
      case 'check':
        asker.options.onCheck?.(answer.check);
        break;
      case 'report':
        asker.resolve(answer.report);
        break;
      case 'broke':
        asker.reject(errorOf(answer.trouble));
        break;
      case 'cancelled':
        asker.reject(asker.options.signal?.reason ?? ended('closed', this.#logFile));
        break;
    }
  }
}

const ended = (how: string, logFile: string): WorkshopError => {
  const log = relative(repositoryRoot, logFile);
  return new WorkshopError(
    {
      en: `The process that runs the checks ended (${how}).`,
      es: `El proceso que hace las comprobaciones terminó (${how}).`,
    },
    {
      en: `Check again: a new one is started. What it said last is in ${log}.`,
      es: `Comprueba de nuevo: se inicia otro. Lo último que dijo está en ${log}.`,
    },
  );
};
