/** The browser of a lab whose stage runs in a page: one for all runs, with a profile of its own for each. */
import { randomInt } from 'node:crypto';
import { basename } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import type { BrowserContext, Page } from 'playwright-core';
import { type HeadlessBrowser, launchBrowser } from '../checks/browser.ts';
import { bundleForPage, type PageBundle } from '../checks/bundle-for-page.ts';
import { settlesWithin } from '../system/settles-within.ts';
import type { TrialTools } from './lab-checks.ts';
import { notYet, verbatim } from './not-yet.ts';
import type { Scope } from './scope.ts';
import { StagePage } from './stage-page.ts';
import { witness } from './witness.ts';

const closeLimitMilliseconds = 5_000;

export interface LabBrowserOptions {
  scope: Scope;
  /** Chromium. */
  executablePath: string;
  /** The script of the page, in which the student's functions are called (absolute). */
  pageScript: string;
}

/** Where a run opens pages with the student's file in them. */
export interface StagePages {
  open(): Promise<StagePage>;
}

export class LabBrowser {
  readonly #executablePath: string;
  readonly #pageScript: Promise<PageBundle>;
  #browser: Promise<HeadlessBrowser>;

  private constructor({ executablePath, pageScript }: LabBrowserOptions) {
    this.#executablePath = executablePath;
    this.#pageScript = bundleForPage(pageScript);
    this.#browser = launchBrowser({ executablePath });
  }

  static async open(options: LabBrowserOptions): Promise<LabBrowser> {
    const lab = new LabBrowser(options);
    options.scope.defer(async () => (await lab.#browser).close());
    await Promise.all([lab.#browser, lab.#pageScript]);
    return lab;
  }

  /**
   * @param functionName what the file must export.
   * @throws {NotYet} when the file cannot be made a script, or does not export that.
   */
  async openStage(
    { scope, file, output }: Pick<TrialTools, 'scope' | 'file' | 'output'>,
    functionName: string,
  ): Promise<StagePages> {
    const [{ context, control }, stage, pageScript] = await Promise.all([
      this.#openContext(scope),
      bundleStage(file),
      this.#pageScript,
    ]);
    if (!stage.exports.includes(functionName)) {
      notYet('no-export', {
        expected: {
          en: `${basename(file)} exports the function \`${functionName}\`.`,
          es: `${basename(file)} exporta la función \`${functionName}\`.`,
        },
        seen: {
          en: `It exports: ${stage.exports.join(', ') || 'nothing'}.`,
          es: `Exporta: ${stage.exports.join(', ') || 'nada'}.`,
        },
      });
    }
    // A secure context, which cameras ask for. Nobody listens there: playwright answers.
    const url = `http://localhost:${randomInt(40_000, 60_000)}/`;
    const contents: Record<string, readonly [type: string, body: string]> = {
      [url]: ['text/html', page],
      [`${url}page.js`]: ['text/javascript', pageScript.code],
      [`${url}stage.js`]: ['text/javascript', stage.code],
    };
    await context.route(`${url}**`, (route) => {
      const [contentType, body] = contents[route.request().url()] ?? [];
      return contentType === undefined
        ? route.fulfill({ status: 404 })
        : route.fulfill({ contentType, body: body ?? '' });
    });
    const options = { context, url, file, stage, functionName, output, control };
    return { open: () => StagePage.open(options) };
  }

  /** Closes with the run, whatever the student's code does in it. */
  async #openContext(scope: Scope): Promise<{ context: BrowserContext; control: Page }> {
    const headless = await this.#running();
    const context = await headless.browser.newContext();
    // A page that no server sent counts as one from far away, which may not reach this machine.
    // Browsers before Chromium 142 know neither the rule nor the permission.
    await context.grantPermissions(['local-network-access']).catch(() => {});
    scope.defer(async () => {
      await witness()?.pages(context.pages());
      const closing = context.close().catch(() => {});
      if (!(await settlesWithin(closing, closeLimitMilliseconds))) await headless.kill();
    });
    const control = headless.context.pages()[0] ?? (await headless.context.newPage());
    return { context, control };
  }

  /** The browser, or a new one where it has ended. */
  async #running(): Promise<HeadlessBrowser> {
    const headless = await this.#browser;
    if (headless.browser.isConnected()) return headless;
    await headless.close();
    this.#browser = launchBrowser({ executablePath: this.#executablePath });
    return this.#browser;
  }
}

const page = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<link rel="icon" href="data:,">
<title>Lab</title>
<body>
<script type="module" src="page.js"></script>
</body>
</html>
`;

async function bundleStage(file: string): Promise<PageBundle> {
  try {
    return await bundleForPage(file);
  } catch (error) {
    const words = stripVTControlCharacters(error instanceof Error ? error.message : String(error));
    const lines = words.split('\n').filter((line) => line.trim() !== '' && !/^ +at /.test(line));
    return notYet('cannot-be-bundled', {
      expected: {
        en: 'Vite makes one script for the page of your file and what it imports.',
        es: 'Vite hace un solo script para la página con tu archivo y lo que importa.',
      },
      seen: verbatim(lines.slice(1, 10).join('\n')),
    });
  }
}
