/** The publisher page in a real Chromium with its fake camera and microphone. */
import type { Page } from 'playwright-core';
import { onTestFinished } from 'vitest';
import type { Settings } from '../../labs/settings.ts';
import { launchBrowser, type TestBrowser } from './browser.ts';

export interface TestPublisherPage {
  readonly browser: TestBrowser;
  readonly page: Page;
  /** Presses the button and waits until the page says that media flows. @returns ms since 1970 of then. */
  publish(): Promise<number>;
}

/** Opens the publisher page in a browser of its own, which is closed when the test ends. */
export async function openTestPublisherPage(settings: Settings): Promise<TestPublisherPage> {
  const browser = await launchBrowser();
  onTestFinished(() => browser.close());
  const page = await browser.open(`http://localhost:${settings.ports.site}/publisher/`);
  return {
    browser,
    page,
    async publish() {
      await page.locator('#start:enabled').click();
      await page.waitForFunction(() => document.body.dataset.state === 'publishing');
      return Date.now();
    },
  };
}
