/** A student's stage (02 to 05) from the workshop's side: called in a process of its own, within limits. */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { z } from 'zod';
import { settlesWithin } from '../system/settles-within.ts';
import { tsxArguments } from '../system/tsx-process.ts';
import { LimitedOutput } from './limited-output.ts';
import { killMarked, markedProcesses, markerVariable } from './marked-processes.ts';
import { notYet, verbatim } from './not-yet.ts';
import type { HostAnswer, HostOrder } from './stage-host-protocol.ts';

const hostFile = fileURLToPath(new URL('stage-host.ts', import.meta.url));

/** A stage renders text; a second is an eternity for that, and this leaves room for a busy machine. */
const callLimitMilliseconds = 3_000;
/** Loading begins with Node and tsx, which are slow on a cold disk. */
const loadLimitMilliseconds = 10_000;
const memoryLimitMebibytes = 256;

export class StudentStage {
  readonly #file: string;
  readonly #child: ChildProcess;
  readonly #marker: string;
  readonly #output = new LimitedOutput();
  readonly #exited: Promise<unknown>;
  #functions: readonly string[] | undefined;
  #closed: Promise<void> | undefined;

  private constructor(file: string, child: ChildProcess, marker: string) {
    this.#file = file;
    this.#child = child;
    this.#marker = marker;
    this.#exited = once(child, 'exit');
    child.stdout?.on('data', (chunk: Buffer) => this.#output.add(chunk));
    child.stderr?.on('data', (chunk: Buffer) => this.#output.add(chunk));
  }

  /** Starts the process. The file is loaded by the first call, so this can be done ahead of a save. */
  static start(file: string): StudentStage {
    const marker = randomUUID();
    const limits = [`--max-old-space-size=${memoryLimitMebibytes}`];
    const node = [process.execPath, ...limits, ...tsxArguments, hostFile];
    const child = spawn('setpriv', ['--pdeathsig', 'KILL', '--', ...node], {
      // A process group of its own, which ends as one.
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      // Nothing of ours is the stage's business.
      env: {
        PATH: process.env.PATH,
        HOME: process.env.HOME,
        LANG: 'C.UTF-8',
        [markerVariable]: marker,
      },
    });
    // A child that cannot be started says so by 'error'; its calls then find it gone.
    child.on('error', () => {});
    return new StudentStage(file, child, marker);
  }

  /** What the stage printed: its last lines. */
  get output(): string {
    return this.#output.text();
  }

  /**
   * Calls an exported function.
   * @param shape what it must return, as JSON can carry it.
   * @throws {NotYet} when it does not load, is missing, throws, never returns, ends its process,
   *   starts another one, or returns something else.
   */
  async call<T>(name: string, args: readonly unknown[], shape: z.ZodType<T>): Promise<T> {
    await this.#load(name);
    // tsx has helpers of its own.
    const before = await markedProcesses(this.#marker);
    const answer = await this.#ask({ type: 'call', name, args }, name, callLimitMilliseconds);
    if (answer.type !== 'returned') return unexpectedAnswer(answer);
    if ((await markedProcesses(this.#marker)).some((pid) => !before.includes(pid))) {
      notYet('starts-process', {
        expected: {
          en: `\`${name}\` only says what is to be run; the workshop runs it.`,
          es: `\`${name}\` solo dice qué hay que ejecutar; lo ejecuta el taller.`,
        },
        seen: { en: 'It started a process itself.', es: 'Inició un proceso por su cuenta.' },
      });
    }
    const parsed = shape.safeParse(answer.value);
    if (parsed.success) return parsed.data;
    const [issue] = parsed.error.issues;
    const path = issue?.path.join('.') ?? '';
    const where = path === '' ? `${name}(…)` : `${name}(…).${path}`;
    return notYet('wrong-shape', {
      expected: {
        en: `\`${name}\` returns what its type in labs/stages.ts says.`,
        es: `\`${name}\` devuelve lo que dice su tipo en labs/stages.ts.`,
      },
      seen: {
        en:
          answer.value === undefined ? 'It returned nothing.' : `\`${where}\`: ${issue?.message}.`,
        es: answer.value === undefined ? 'No devolvió nada.' : `\`${where}\`: ${issue?.message}.`,
      },
    });
  }

  /** Ends the process and whatever it started. Idempotent. */
  close(): Promise<void> {
    this.#closed ??= (async () => {
      this.#child.kill('SIGKILL');
      await killMarked(this.#marker);
      if (this.#child.pid !== undefined) await this.#exited;
      this.#child.stdout?.destroy();
      this.#child.stderr?.destroy();
    })();
    return this.#closed;
  }

  async #load(name: string): Promise<void> {
    if (this.#functions === undefined) {
      const order = { type: 'load', file: this.#file } as const;
      const answer = await this.#ask(order, basename(this.#file), loadLimitMilliseconds);
      if (answer.type !== 'loaded') return unexpectedAnswer(answer);
      this.#functions = answer.functions;
    }
    if (this.#functions.includes(name)) return;
    notYet('no-export', {
      expected: {
        en: `${basename(this.#file)} exports the function \`${name}\`.`,
        es: `${basename(this.#file)} exporta la función \`${name}\`.`,
      },
      seen: {
        en: `Its functions: ${this.#functions.join(', ') || 'none'}.`,
        es: `Sus funciones: ${this.#functions.join(', ') || 'ninguna'}.`,
      },
    });
  }

  /** @throws {NotYet} for everything but a fitting answer. */
  async #ask(order: HostOrder, what: string, limitMilliseconds: number): Promise<HostAnswer> {
    const answered = new Promise<HostAnswer>((resolve) => this.#child.once('message', resolve));
    const over = Promise.race([answered, this.#exited, this.#output.flooded]);
    if (this.#child.connected) this.#child.send(order, () => {});
    const inTime = await settlesWithin(over, limitMilliseconds);
    const expected = {
      en: `\`${what}\` does its work and returns.`,
      es: `\`${what}\` hace su trabajo y termina.`,
    };
    if (!inTime) {
      const seconds = limitMilliseconds / 1_000;
      return notYet('never-returns', {
        expected,
        seen: {
          en: `It was still running after ${seconds} s. Is there a loop without an end?`,
          es: `Después de ${seconds} s seguía en marcha. ¿Hay un bucle sin fin?`,
        },
      });
    }
    if (this.#output.isFlooded) {
      return notYet('prints-without-end', {
        expected,
        seen: {
          en: `It printed more than ${LimitedOutput.limitBytes / 1_024} KiB.`,
          es: `Imprimió más de ${LimitedOutput.limitBytes / 1_024} KiB.`,
        },
      });
    }
    const answer = await Promise.race([answered, Promise.resolve(undefined)]);
    if (!answer) {
      const how = this.#child.signalCode ?? `exit code ${this.#child.exitCode}`;
      const lastWords = this.#output.text().trim().split('\n').slice(-6).join('\n');
      return notYet('ends-process', {
        expected,
        seen: {
          en: `Its process ended (${how}). ${lastWords}`,
          es: `Su proceso terminó (${how}). ${lastWords}`,
        },
      });
    }
    if (answer.type === 'threw') {
      return notYet(order.type === 'load' ? 'does-not-load' : 'throws', {
        expected,
        seen: verbatim([answer.message, ...placesIn(answer.stack, this.#file)].join('\n')),
      });
    }
    return answer;
  }
}

/** Where in the student's file it happened: `forward.ts:23`. */
function placesIn(stack: string, file: string): string[] {
  const line = stack.split('\n').find((frame) => frame.includes(file));
  const place = line && /:(\d+):(\d+)/.exec(line.slice(line.indexOf(file)));
  return place ? [`${basename(file)}:${place[1]}`] : [];
}

function unexpectedAnswer(answer: HostAnswer): never {
  throw new Error(`The process of the stage answered "${answer.type}"`);
}
