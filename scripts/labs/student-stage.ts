/** A student's stage (02 to 05) from the checks' side: whatever it does wrong becomes a verdict on it. */
import { basename } from 'node:path';
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

export class StudentStage {
  readonly file: string;
  readonly #process = new StageProcess();
  #functions: readonly string[] | undefined;

  /** Starts the process. The file is loaded by the first call, so this can be done ahead of a save. */
  constructor(file: string) {
    this.file = file;
  }

  /** What the stage printed: its last lines. */
  get output(): string {
    return this.#process.output;
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
    const before = await this.#process.descendants();
    const answer = await this.#ask({ type: 'call', name, args }, name, callLimitMilliseconds);
    const isSeen = (await this.#process.descendants()).some((pid) => !before.includes(pid));
    if (isSeen || (answer.type === 'returned' && answer.startedProcess)) {
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
  close(): Promise<void> {
    return this.#process.close();
  }

  async #load(name: string): Promise<void> {
    if (this.#functions === undefined) {
      const order = { type: 'load', file: this.file } as const;
      const answer = await this.#ask(order, basename(this.file), loadLimitMilliseconds);
      this.#functions = answer.type === 'loaded' ? answer.functions : [];
    }
    if (this.#functions.includes(name)) return;
    notYet('no-export', {
      expected: {
        en: `${basename(this.file)} exports the function \`${name}\`.`,
        es: `${basename(this.file)} exporta la función \`${name}\`.`,
      },
      seen: {
        en: `Its functions: ${this.#functions.join(', ') || 'none'}.`,
        es: `Sus funciones: ${this.#functions.join(', ') || 'ninguna'}.`,
      },
    });
  }

  /** @throws {NotYet} for everything but an answer. */
  async #ask(order: HostOrder, what: string, limitMilliseconds: number): Promise<HostAnswer> {
    const result = await this.#process.ask(order, limitMilliseconds);
    const failed = (reason: string, seen: Text) =>
      notYet(reason, {
        expected: {
          en: `\`${what}\` does its work and returns.`,
          es: `\`${what}\` hace su trabajo y termina.`,
        },
        seen,
      });
    switch (result.type) {
      case 'still-running':
        return failed('never-returns', neverReturns(limitMilliseconds / 1_000));
      case 'flooded':
        return failed('prints-without-end', {
          en: `It printed more than ${LimitedOutput.limitBytes / 1_024} KiB.`,
          es: `Imprimió más de ${LimitedOutput.limitBytes / 1_024} KiB.`,
        });
      case 'ended':
        if (this.output.includes('heap out of memory'))
          return failed('takes-all-memory', allMemory);
        return failed('ends-process', endsProcess(result, this.output));
      case 'threw': {
        const words = [result.message, ...placesIn(result.stack, this.file)].join('\n');
        return failed(order.type === 'load' ? 'does-not-load' : 'throws', verbatim(words));
      }
      default:
        return result;
    }
  }
}

/** Where in the student's file it happened: `forward.ts:23`. */
function placesIn(stack: string, file: string): string[] {
  const line = stack.split('\n').find((frame) => frame.includes(file));
  const place = line && /:(\d+):(\d+)/.exec(line.slice(line.indexOf(file)));
  return place ? [`${basename(file)}:${place[1]}`] : [];
}

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
