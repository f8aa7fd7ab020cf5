/** The process a student's stage runs in, seen from outside: asked within a limit, and ended with all it started. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { settlesWithin } from '../system/settles-within.ts';
import { tsxArguments } from '../system/tsx-process.ts';
import { LimitedOutput } from './limited-output.ts';
import { killMarked, markedProcesses, newStageMark, runVariable } from './marked-processes.ts';
import type { HostAnswer, HostOrder } from './stage-host-protocol.ts';

const hostFile = fileURLToPath(new URL('stage-host.ts', import.meta.url));

export const memoryLimitMebibytes = 256;

/** Node and tsx are slow on a cold disk. */
const startLimitMilliseconds = 15_000;

let confinement: readonly string[] = [];

/**
 * From now on every stage's process is started by this command line, put in front of its own: the
 * grader's, which trusts no student, has a sandbox there.
 */
export function confineStages(commandLine: readonly string[]): void {
  confinement = commandLine;
}

export type AskResult =
  | HostAnswer
  | { type: 'still-running' }
  | { type: 'flooded' }
  /** `how`: the signal or the exit code. */
  | { type: 'ended'; how: string };

export class StageProcess {
  readonly #child: ChildProcess;
  readonly #mark = newStageMark();
  readonly #output = new LimitedOutput();
  readonly #exited: Promise<unknown>;
  readonly #ready: Promise<unknown>;
  #closed: Promise<void> | undefined;

  constructor() {
    const limit = `--max-old-space-size=${memoryLimitMebibytes}`;
    const node = [process.execPath, limit, ...tsxArguments, hostFile];
    const command = [...confinement, ...node];
    this.#child = spawn('setpriv', ['--pdeathsig', 'KILL', '--', ...command], {
      // A process group of its own: Ctrl-C in the terminal is not for it.
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      // Nothing of ours is the stage's business, but whoever ends a run must find all of it.
      env: {
        ...(process.env[runVariable] && { [runVariable]: process.env[runVariable] }),
        PATH: process.env.PATH,
        HOME: process.env.HOME,
        LANG: 'C.UTF-8',
        [this.#mark.variable]: this.#mark.value,
      },
    });
    this.#exited = new Promise((resolve) => {
      this.#child.once('exit', resolve);
      // It could not be started: there will be no exit.
      this.#child.once('error', resolve);
    });
    this.#ready = once(this.#child, 'message');
    this.#ready.catch(() => {});
    this.#child.stdout?.on('data', (chunk: Buffer) => this.#output.add(chunk));
    this.#child.stderr?.on('data', (chunk: Buffer) => this.#output.add(chunk));
  }

  /** What it printed: the last lines. */
  get output(): string {
    return this.#output.text();
  }

  /**
   * One order after the other.
   * @throws {Error} when the process does not even start.
   */
  async ask(order: HostOrder, limitMilliseconds: number): Promise<AskResult> {
    const begun = Promise.race([this.#ready, this.#exited]);
    if (!(await settlesWithin(begun, startLimitMilliseconds))) {
      throw new Error(`A Node process did not start in ${startLimitMilliseconds / 1_000} s`);
    }
    let answer: HostAnswer | undefined;
    const answered = once(this.#child, 'message').then(([message]) => {
      answer = message as HostAnswer;
    });
    answered.catch(() => {});
    if (this.#child.connected) this.#child.send(order, () => {});
    const over = Promise.race([answered, this.#exited, this.#output.flooded]);
    if (!(await settlesWithin(over, limitMilliseconds))) return { type: 'still-running' };
    if (this.#output.isFlooded) return { type: 'flooded' };
    if (answer) return answer;
    const { signalCode, exitCode } = this.#child;
    return { type: 'ended', how: signalCode ?? `exit code ${exitCode}` };
  }

  /** The processes that are this one's: itself, helpers of tsx, and what the stage started. */
  descendants(): Promise<number[]> {
    return markedProcesses(this.#mark);
  }

  /** Ends it and whatever it started. Idempotent. */
  close(): Promise<void> {
    this.#closed ??= (async () => {
      this.#child.kill('SIGKILL');
      await killMarked(this.#mark);
      await this.#exited;
      this.#child.stdout?.destroy();
      this.#child.stderr?.destroy();
    })();
    return this.#closed;
  }
}
