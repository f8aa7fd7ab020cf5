import {
  type BrowserOptions,
  type HeadlessBrowser,
  launchBrowser as launch,
} from '../../scripts/checks/browser.ts';
import { programPath } from './program.ts';

export type TestBrowser = HeadlessBrowser;

/** The Chromium of this machine: `CHROMIUM_BIN`, or the first Chromium or Chrome on the PATH. */
export const launchBrowser = async (
  options: Partial<BrowserOptions> = {},
): Promise<HeadlessBrowser> =>
  launch({ executablePath: await programPath('chromium'), ...options });
