/** A real, headless Chromium with a fake camera, in a profile of its own. */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

export interface BrowserOptions {
  /** Chromium or Chrome. */
  executablePath: string;
  /** The browser's language, as in `navigator.languages`. Default `en-US`. */
  locale?: string;
  colorScheme?: 'light' | 'dark';
  viewport?: { width: number; height: number };
  /**
   * True: Ctrl-C is for the program, which closes the browser. Else the browser closes itself, and ends
   * the program's process, whatever else that had to give back.
   */
  leavesSignals?: boolean;
}

export interface HeadlessBrowser {
  /** For contexts of their own, beside the first. */
  readonly browser: Browser;
  readonly context: BrowserContext;
  /** Opens a page; its uncaught errors are collected in `pageErrors`. */
  open(url: string): Promise<Page>;
  readonly pageErrors: readonly Error[];
  /** Kills the browser with -9, as an accident does. */
  kill(): Promise<void>;
  /** Ends the browser and all its processes, and removes its profile. */
  close(): Promise<void>;
}

const flags = [
  '--use-fake-ui-for-media-stream',
  '--use-fake-device-for-media-stream',
  '--autoplay-policy=no-user-gesture-required',
  // Nothing here goes out to the internet, and nothing waits for it.
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--no-first-run',
];

/** Chromium's sandbox starts neither as root, nor in a container, which is one itself. */
const canSandbox = process.getuid?.() !== 0 && process.env.WORKSHOP_BROWSER_SANDBOX !== 'off';

export async function launchBrowser(options: BrowserOptions): Promise<HeadlessBrowser> {
  const { executablePath, locale = 'en-US', leavesSignals = false, ...look } = options;
  const profile = await mkdtemp(join(tmpdir(), 'workshop-chromium-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    headless: true,
    chromiumSandbox: canSandbox,
    args: flags,
    locale,
    handleSIGINT: !leavesSignals,
    handleSIGTERM: !leavesSignals,
    handleSIGHUP: !leavesSignals,
    ...look,
  });
  const browser = context.browser();
  if (!browser) throw new Error('Playwright does not give away its browser.');
  const pageErrors: Error[] = [];
  context.on('page', (page) => page.on('pageerror', (error) => pageErrors.push(error)));
  return {
    browser,
    context,
    pageErrors,
    async open(url) {
      const page = await context.newPage();
      await page.goto(url);
      return page;
    },
    async kill() {
      const closed = new Promise((resolve) => context.once('close', resolve));
      process.kill(await mainProcess(profile), 'SIGKILL');
      await closed;
    },
    async close() {
      // One that was killed is closed already.
      await context.close().catch(() => {});
      // Its helper processes may write a last file meanwhile.
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** The process of the browser itself, not of its pages: playwright does not tell it. */
async function mainProcess(profile: string): Promise<number> {
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    const commandLine = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    const isItsOwn = commandLine.includes(`--user-data-dir=${profile}`);
    if (isItsOwn && !commandLine.includes('--type=')) return Number(pid);
  }
  throw new Error(`No browser runs with the profile ${profile}`);
}
