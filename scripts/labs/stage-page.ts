/** A page with a student's stage in it: asked within a limit, and watched for what it does wrong. */
import { basename } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import type { PageBundle } from '../checks/bundle-for-page.ts';
import { settlesWithin } from '../system/settles-within.ts';
import { LimitedOutput } from './limited-output.ts';
import { type Finding, notYet, verbatim } from './not-yet.ts';

/** To look at something in a page takes milliseconds. */
const answerLimitMilliseconds = 3_000;
/** In an empty page of the same browser; when that takes longer, it is the machine that is busy. */
const controlLimitMilliseconds = 300;
const rounds = 4;

export interface StagePageOptions {
  context: BrowserContext;
  url: string;
  file: string;
  stage: PageBundle;
  functionName: string;
  output: LimitedOutput;
  /** An empty page of the same browser. */
  control: Page;
}

export class StagePage {
  readonly page: Page;
  readonly #options: StagePageOptions;
  readonly #uncaught: string[] = [];
  /** Resolves when there is no page any more, or another one. */
  readonly #left: Promise<void>;

  private constructor(page: Page, options: StagePageOptions) {
    const { output, url } = options;
    this.page = page;
    this.#options = options;
    page.on('console', (message) => {
      // What the browser itself reports, such as a connection refused, has no arguments.
      if (message.args().length > 0) output.add(Buffer.from(`${message.text()}\n`));
    });
    // The verdict is clear; what still comes would only keep this process busy.
    void output.flooded.then(() => options.context.close()).catch(() => {});
    page.on('pageerror', (error) => {
      if (!isInterruptedPlay(error)) this.#uncaught.push(this.describe(error));
    });
    this.#left = new Promise((resolve) => {
      page.on('crash', () => resolve());
      page.on('close', () => resolve());
      page.on('framenavigated', (frame) => {
        if (frame === page.mainFrame() && frame.url() !== url) resolve();
      });
    });
  }

  /**
   * Opens a page and loads the student's file in it.
   * @throws {NotYet} when that does not load.
   */
  static async open(options: StagePageOptions): Promise<StagePage> {
    const page = new StagePage(await options.context.newPage(), options);
    await page.page.goto(options.url);
    const error = await page.ask(() => window.loadStage());
    if (error !== null) {
      notYet('does-not-load', {
        expected: {
          en: `${basename(options.file)} loads in a page.`,
          es: `${basename(options.file)} carga en una página.`,
        },
        seen: verbatim(page.describe(error)),
      });
    }
    return page;
  }

  /**
   * Runs a function in the page.
   * @throws {NotYet} when the page does not answer though another one does, is gone, or prints
   *   without end; {Error} when the whole browser is too slow.
   */
  async ask<Result, Argument = void>(
    inPage: (argument: Argument) => Result | Promise<Result>,
    argument?: Argument,
  ): Promise<Result> {
    const { output, functionName } = this.#options;
    const answer = this.page.evaluate(
      inPage as (argument: unknown) => Result | Promise<Result>,
      argument,
    );
    let isGone = false;
    answer.catch((error: Error) => {
      // Told to whoever asks, sometimes before the event.
      isGone ||= /context was destroyed|has been closed|page crashed/i.test(error.message);
    });
    const gone = this.#left.then(() => {
      isGone = true;
    });
    const over = Promise.race([answer, gone, output.flooded]);
    for (let round = 0; round < rounds; round += 1) {
      const inTime = await settlesWithin(over, answerLimitMilliseconds);
      if (output.isFlooded) return notYet('prints-without-end', printsWithoutEnd(functionName));
      if (isGone) return notYet('leaves-page', leavesPage(functionName));
      if (inTime) return answer;
      if (await this.#isAlone()) {
        const seconds = answerLimitMilliseconds / 1_000;
        return notYet('never-returns', neverReturns(functionName, seconds));
      }
    }
    throw new Error('Chromium answers too slowly: the machine is busy with something else.');
  }

  /** Does only this page not answer? */
  #isAlone(): Promise<boolean> {
    const control = this.#options.control.evaluate('true').catch(() => {});
    return settlesWithin(control, controlLimitMilliseconds);
  }

  /** @throws {NotYet} when an error of the student's code was caught by nobody. */
  expectNothingUncaught(): void {
    const [first] = this.#uncaught;
    if (first !== undefined) this.#failThrown(first);
  }

  /** @throws {NotYet} always. */
  failThrown(error: { message: string; stack?: string | undefined }): never {
    return this.#failThrown(this.describe(error));
  }

  #failThrown(words: string): never {
    const name = this.#options.functionName;
    return notYet('throws', {
      expected: {
        en: `\`${name}\` works without an error.`,
        es: `\`${name}\` funciona sin errores.`,
      },
      seen: verbatim(words),
    });
  }

  /** What an error says, and where in the student's file it happened: `publisher.ts:23`. */
  describe(error: { message: string; stack?: string | undefined }): string {
    const { file, stage } = this.#options;
    const place = [...(error.stack ?? '').matchAll(/stage\.js:(\d+):(\d+)/g)]
      .map(([, line, column]) => stage.origin(Number(line), Number(column)))
      .find((origin) => origin && basename(origin.file) === basename(file));
    return place ? `${error.message}\n${basename(file)}:${place.line}` : error.message;
  }
}

const works = (name: string): Finding['expected'] => ({
  en: `\`${name}\` does its work and lets the page go on.`,
  es: `\`${name}\` hace su trabajo y deja que la página siga.`,
});

const neverReturns = (name: string, seconds: number): Finding => ({
  expected: works(name),
  seen: {
    en: `The page did not answer for ${seconds} s. Is there a loop without an end?`,
    es: `La página no respondió en ${seconds} s. ¿Hay un bucle sin fin?`,
  },
});

const leavesPage = (name: string): Finding => ({
  expected: works(name),
  seen: {
    en: 'The page was closed, crashed, or went to another address.',
    es: 'La página se cerró, falló o se fue a otra dirección.',
  },
});

const printsWithoutEnd = (name: string): Finding => ({
  expected: works(name),
  seen: {
    en: `It printed more than ${LimitedOutput.limitBytes / 1_024} KiB.`,
    es: `Imprimió más de ${LimitedOutput.limitBytes / 1_024} KiB.`,
  },
});

/** `video.play()` rejects when something pauses at that moment: nobody's mistake (HTML standard, play()). */
const isInterruptedPlay = ({ message }: Error): boolean =>
  message.startsWith('The play() request was interrupted');
