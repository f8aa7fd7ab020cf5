/** Three viewers that are left to themselves: none of them has a handler for errors. */
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import type { HeadlessBrowser } from '../../checks/browser.ts';
import { waitUntil } from '../../checks/wait-until.ts';
import type { ViewerReadings } from './in-page/viewer.ts';
import { pageScript } from './page-script.ts';
import type { ViewerClient } from './weather-run.ts';

export interface LoneViewer {
  readonly client: ViewerClient;
  readonly page: Page;
  begin(): Promise<void>;
  /** @returns what its screen showed since `begin`. */
  end(): Promise<ViewerReadings>;
  close(): Promise<void>;
}

export interface ViewerAddresses {
  /** A page with nothing at work in it, of a site that the origin lets in. */
  pageUrl: string;
  playlistUrl: string;
}

const playLimitMilliseconds = 40_000;

/** A second of it: the picture moves. */
const picturesOfMovement = 30;

/**
 * Opens a page with one player; resolves when its picture moves.
 */
export async function openLoneViewer(
  browser: HeadlessBrowser,
  client: ViewerClient,
  addresses: ViewerAddresses,
  signal?: AbortSignal,
): Promise<LoneViewer> {
  // A window of its own: Chromium shows no pictures in tabs that lie behind another.
  const context = await browser.browser.newContext({ viewport: { width: 640, height: 360 } });
  const page = await context.newPage();
  await page.goto(addresses.pageUrl);
  await page.evaluate(
    await pageScript(fileURLToPath(new URL('in-page/viewer.ts', import.meta.url))),
  );
  await page.evaluate(({ client, url }) => window.weatherViewer.open(client, url), {
    client,
    url: addresses.playlistUrl,
  });
  await waitUntil(
    `the viewer "${client}" plays`,
    async () => (await page.evaluate(() => window.weatherViewer.pictures())) >= picturesOfMovement,
    playLimitMilliseconds,
    signal && { signal },
  );
  return {
    client,
    page,
    begin: () => page.evaluate(() => window.weatherViewer.begin()),
    end: () => page.evaluate(() => window.weatherViewer.end()),
    close: () => context.close(),
  };
}
