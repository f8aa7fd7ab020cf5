/** A student's stage (02 to 05, 07) from the checks' side: whatever it does wrong becomes a verdict on it. */
import { basename, dirname } from 'node:path';
import type { z } from 'zod';
import type { Text } from '../language/text.ts';
import { LimitedOutput } from './limited-output.ts';
import { type Finding, notYet, verbatim } from './not-yet.ts';
import type { HostAnswer, HostOrder } from './stage-host-protocol.ts';
import { type AskResult, memoryLimitMebibytes, StageProcess } from './stage-process.ts';
import { witness } from './witness.ts';

/** A stage renders text; a second is an eternity for that, and this leaves room for a busy machine. */
const callLimitMilliseconds = 3_000;
/** Its imports are compiled first. */
const loadLimitMilliseconds = 5_000;

/** The first ones often cause the others. */
const shownMistakes = 3;

export class StudentStage {
  readonly file: string;
  /** The last one is asked; those before it answer no more. */
  readonly #processes = [new StageProcess()];
  #functions: Promise<readonly string[]> | undefined;
  /** It loops, floods or has ended: what it is asked next it would be blamed for. */
  #isSpent = false;
  #isClosed = false;

  /** Starts the process. The file is loaded by the first call, so this can be done ahead of a save. */
  constructor(file: string) {
    this.file = file;
  }

  get #process(): StageProcess {
    return this.#processes.at(-1) as StageProcess;
  }

  /** What the stage printed: its last lines. */
  get output(): string {
    return this.#processes.map(({ output }) => output).join('');
  }

  /**
   * Calls an exported function.
   * @param shape what it must return, as JSON can carry it.
   * @throws {NotYet} when it does not load, is missing, throws, never returns, ends its process,
   *   starts another one, or returns something else.
   */
  async call<T>(name: string, args: readonly unknown[], shape: z.ZodType<T>): Promise<T> {
    await this.#prepare(name);
    // tsx has helpers of its own.
    const before = await this.#process.descendants();
    const value = await this.#call(name, args, shape);
    const isSeen = (await this.#process.descendants()).some((pid) => !before.includes(pid));
    if (isSeen) notYet('starts-process', startsProcess(name));
    return value;
  }

  /**
   * As `call`, for a function that is called for every picture: a look at all processes of the
   * machine each time would cost more than the function. What it starts ends with it all the same.
   * @throws {NotYet} as `call` does.
   */
  async callOften<T>(name: string, args: readonly unknown[], shape: z.ZodType<T>): Promise<T> {
    await this.#prepare(name);
    return this.#call(name, args, shape);
  }

  async #prepare(name: string): Promise<void> {
    if (this.#isSpent && !this.#isClosed) this.#startAnew();
    await this.#load(name);
  }

  async #call<T>(name: string, args: readonly unknown[], shape: z.ZodType<T>): Promise<T> {
    const answer = await this.#ask(
      { type: 'call', name, args },
      callLimitMilliseconds,
      returns(name),
    );
    if (answer.type === 'returned' && answer.startedProcess) {
      notYet('starts-process', startsProcess(name));
    }
    const value = answer.type === 'returned' ? answer.value : undefined;
    const parsed = shape.safeParse(value);
    witness()?.answer(name, value);
    if (parsed.success) return parsed.data;
    const [issue] = parsed.error.issues;
    const path = issue?.path.join('.') ?? '';
    const where = path === '' ? `${name}(…)` : `${name}(…).${path}`;
    return notYet('wrong-shape', wrongShape(name, value, `\`${where}\`: ${issue?.message}.`));
  }

  /** Ends the process and whatever it started. Idempotent. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.all(this.#processes.map((each) => each.close()));
  }

  async #load(name: string): Promise<void> {
    this.#functions ??= this.#loadFile();
    const functions = await this.#functions;
    if (functions.includes(name)) return;
    notYet('no-export', {
      expected: {
        en: `${basename(this.file)} exports the function \`${name}\`.`,
        es: `${basename(this.file)} exporta la función \`${name}\`.`,
      },
      seen: {
        en: `Its functions: ${functions.join(', ') || 'none'}.`,
        es: `Sus funciones: ${functions.join(', ') || 'ninguna'}.`,
      },
    });
  }

  #startAnew(): void {
    void this.#process.close();
    this.#processes.push(new StageProcess());
    this.#functions = undefined;
    this.#isSpent = false;
  }

  async #loadFile(): Promise<readonly string[]> {
    const order = { type: 'load', file: this.file } as const;
    const answer = await this.#ask(order, loadLimitMilliseconds, loads(basename(this.file)));
    return answer.type === 'loaded' ? answer.functions : [];
  }

  /** @throws {NotYet} for everything but an answer. */
  async #ask(order: HostOrder, limitMilliseconds: number, expected: Text): Promise<HostAnswer> {
    const result = await this.#process.ask(order, limitMilliseconds);
    const failed = (reason: string, seen: Text) => notYet(reason, { expected, seen });
    // One that does not even load is not tried again.
    this.#isSpent = order.type === 'call' && isOver(result);
    switch (result.type) {
      case 'still-running':
        return failed('never-returns', neverReturns(limitMilliseconds / 1_000));
      case 'flooded':
        return failed('prints-without-end', {
          en: `It printed more than ${LimitedOutput.limitBytes / 1_024} KiB.`,
          es: `Imprimió más de ${LimitedOutput.limitBytes / 1_024} KiB.`,
        });
      case 'ended':
        if (this.#process.output.includes('heap out of memory'))
          return failed('takes-all-memory', allMemory);
        return failed('ends-process', endsProcess(result, this.#process.output));
      case 'threw':
        return failed(
          order.type === 'load' ? 'does-not-load' : 'throws',
          verbatim(thrownWords(result, this.file)),
        );
      default:
        return result;
    }
  }
}

/** It answers nothing any more. */
const isOver = ({ type }: AskResult): boolean =>
  type === 'still-running' || type === 'flooded' || type === 'ended';

/** A line of esbuild: it could not read the file. */
const unreadable = /^(.+):(\d+):\d+: ERROR: (.+)$/gm;

/** What was thrown and where, in the student's own terms: their files are named as in the repository. */
function thrownWords({ message, stack }: Extract<HostAnswer, { type: 'threw' }>, file: string) {
  const mistakes = [...message.matchAll(unreadable)].slice(0, shownMistakes);
  if (mistakes.length > 0) {
    return mistakes
      .map(([, path = '', line, words]) => `${basename(path)}:${line}: ${words}`)
      .join('\n');
  }
  const root = dirname(dirname(dirname(file)));
  const words = message.replaceAll(`file://${root}/`, '').replaceAll(`${root}/`, '');
  return [words, ...placesIn(stack, file)].join('\n');
}

/** Where in the student's file it happened: `forward.ts:23`. */
function placesIn(stack: string, file: string): string[] {
  const line = stack.split('\n').find((frame) => frame.includes(file));
  const place = line && /:(\d+):(\d+)/.exec(line.slice(line.indexOf(file)));
  return place ? [`${basename(file)}:${place[1]}`] : [];
}

const loads = (name: string): Text => ({
  en: `\`${name}\` loads.`,
  es: `\`${name}\` se puede cargar.`,
});

const returns = (name: string): Text => ({
  en: `\`${name}\` does its work and returns.`,
  es: `\`${name}\` hace su trabajo y termina.`,
});

const startsProcess = (name: string): Finding => ({
  expected: {
    en: `\`${name}\` only says what is to be run; the workshop runs it.`,
    es: `\`${name}\` solo dice qué hay que ejecutar; lo ejecuta el taller.`,
  },
  seen: { en: 'It started a process itself.', es: 'Inició un proceso por su cuenta.' },
});

const wrongShape = (name: string, value: unknown, issue: string): Finding => ({
  expected: {
    en: `\`${name}\` returns what its type in labs/stages.ts says.`,
    es: `\`${name}\` devuelve lo que dice su tipo en labs/stages.ts.`,
  },
  seen: {
    en: value === undefined ? 'It returned nothing.' : issue,
    es: value === undefined ? 'No devolvió nada.' : issue,
  },
});

const neverReturns = (seconds: number): Text => ({
  en: `It was still running after ${seconds} s. Is there a loop without an end?`,
  es: `Después de ${seconds} s seguía en marcha. ¿Hay un bucle sin fin?`,
});

const allMemory: Text = {
  en: `It took more than ${memoryLimitMebibytes} MiB of memory. Does a loop collect, or print, without an end?`,
  es: `Ocupó más de ${memoryLimitMebibytes} MiB de memoria. ¿Hay un bucle que acumula, o imprime, sin fin?`,
};

function endsProcess({ how }: Extract<AskResult, { type: 'ended' }>, output: string): Text {
  const lastWords = output.trim().split('\n').slice(-6).join('\n');
  return {
    en: `Its process ended (${how}). ${lastWords}`.trim(),
    es: `Su proceso terminó (${how}). ${lastWords}`.trim(),
  };
}
