/** The process a student's stage runs in, seen from outside: asked within a limit, and ended with all it started. */
import { type ChildProcess, spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { settlesWithin } from '../system/settles-within.ts';
import { tsxArguments } from '../system/tsx-process.ts';
import { readHostAnswer } from './host-answer.ts';
import { LimitedOutput } from './limited-output.ts';
import { killMarked, markedProcesses, newStageMark, runMark } from './marked-processes.ts';
import { answersDescriptor, type HostAnswer, type HostOrder } from './stage-host-protocol.ts';

const hostFile = fileURLToPath(new URL('stage-host.ts', import.meta.url));

export const memoryLimitMebibytes = 256;

/** Configurations have some KiB. */
const answersLimitBytes = 8 * 1_024 * 1_024;

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
  readonly #answers = new EventEmitter();
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
      stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
      // Nothing of ours is the stage's business, but whoever ends a run must find all of it.
      env: {
        ...runMark(),
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
    this.#hear(this.#child.stdio[answersDescriptor] as Readable);
    this.#ready = once(this.#answers, 'answer');
    this.#ready.catch(() => {});
    // It may end before it has read its orders; that it ended is what counts.
    this.#child.stdin?.on('error', () => {});
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
    const answered = once(this.#answers, 'answer').then(([message]) => {
      answer = message as HostAnswer;
    });
    answered.catch(() => {});
    this.#child.stdin?.write(`${JSON.stringify(order)}\n`);
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

  /** What is no answer was written there by the stage: it does not count. */
  #hear(pipe: Readable): void {
    let bytes = 0;
    pipe.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > answersLimitBytes) this.#child.kill('SIGKILL');
    });
    pipe.on('error', () => {});
    createInterface({ input: pipe }).on('line', (line) => {
      const answer = readHostAnswer(line);
      if (answer) this.#answers.emit('answer', answer);
    });
  }

  /** Ends it and whatever it started. Idempotent. */
  close(): Promise<void> {
    this.#closed ??= (async () => {
      this.#child.kill('SIGKILL');
      await killMarked(this.#mark);
      await this.#exited;
      this.#child.stdout?.destroy();
      this.#child.stderr?.destroy();
      this.#child.stdin?.destroy();
      (this.#child.stdio[answersDescriptor] as Readable | undefined)?.destroy();
    })();
    return this.#closed;
  }
}
