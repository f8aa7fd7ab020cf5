/** Viewers whose screens are read: players of the playlist, and one that Janus sends the picture itself. */
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import type { HeadlessBrowser } from '../../checks/browser.ts';
import { bundleForPage } from '../../checks/bundle-for-page.ts';
import type { OwnStack } from '../../checks/own-stack.ts';
import { waitUntil } from '../../checks/wait-until.ts';
import type { PublisherAccess } from '../../site/api-types.ts';
import type { MeterReadings } from './in-page/meter.ts';

export interface MeteredViewer {
  readonly page: Page;
  begin(): Promise<void>;
  /** @returns what its screen showed since `begin`. */
  end(): Promise<MeterReadings>;
  close(): Promise<void>;
}

export interface RoomViewer extends MeteredViewer {
  /** Between its browser and Janus; null while unknown. */
  roundTripSeconds(): Promise<number | null>;
}

const playLimitMilliseconds = 40_000;

/** Opens the viewer page; resolves when its picture moves. */
export async function openPlaylistViewer(
  browser: HeadlessBrowser,
  { settings }: Pick<OwnStack, 'settings'>,
  signal?: AbortSignal,
): Promise<MeteredViewer> {
  const page = await browser.open(`http://localhost:${settings.ports.site}/viewer/`);
  await page.evaluate(await inPageScript('meter'));
  await waitUntil(
    'the viewer plays',
    () => page.evaluate(() => window.workshopViewer?.statistics()?.glassToGlassSeconds ?? null),
    playLimitMilliseconds,
    signal && { signal },
  );
  return metered(page);
}

/** Subscribes to the publisher on air; resolves when its picture moves. */
export async function openRoomViewer(
  browser: HeadlessBrowser,
  { settings, status }: Pick<OwnStack, 'settings' | 'status'>,
): Promise<RoomViewer> {
  const { ports, secrets, room } = settings;
  const publisherId = status.current().session?.publisherId;
  if (publisherId === undefined) throw new Error('Nobody is on air');
  const page = await browser.context.newPage();
  // Of the site, and with nothing at work in it. One that Playwright makes up may open no connection:
  // Chromium takes it for a page of the internet (local network access).
  await page.goto(`http://localhost:${ports.site}/api/viewer-settings`);
  await page.evaluate(await inPageScript('room-viewer'));
  await page.evaluate(await inPageScript('meter'));
  const janusUrl = `ws://127.0.0.1:${ports.janusWebSocket}`;
  const access: PublisherAccess = {
    ...{ url: janusUrl, directUrl: janusUrl },
    apiSecret: secrets.api,
    roomId: room.id,
    pin: secrets.pin,
    maximumBitrateBitsPerSecond: room.maximumBitrateBitsPerSecond,
  };
  await page.evaluate(({ access, publisherId }) => window.roomViewer.join(access, publisherId), {
    access,
    publisherId,
  });
  return {
    ...metered(page),
    roundTripSeconds: () => page.evaluate(() => window.roomViewer.roundTripSeconds()),
  };
}

const metered = (page: Page): MeteredViewer => ({
  page,
  begin: () => page.evaluate(() => window.latencyMeter.begin()),
  end: () => page.evaluate(() => window.latencyMeter.end()),
  close: () => page.close(),
});

/** Viewers who come a fraction of a segment apart, so that they meet the playlist at every age. */
export async function openPlaylistViewers(
  browser: HeadlessBrowser,
  stack: Pick<OwnStack, 'settings'>,
  { count, signal }: { count: number; signal: AbortSignal },
): Promise<MeteredViewer[]> {
  const apartMilliseconds = (stack.settings.profile.segmentSeconds * 1_000) / count;
  return Promise.all(
    Array.from({ length: count }, async (_, index) => {
      await delay(index * apartMilliseconds, undefined, { signal });
      return openPlaylistViewer(browser, stack, signal);
    }),
  );
}

const scripts = new Map<string, Promise<string>>();

/** A file of in-page/ with all it imports, as one script that leaves no names behind. */
function inPageScript(name: 'meter' | 'room-viewer'): Promise<string> {
  const file = fileURLToPath(new URL(`in-page/${name}.ts`, import.meta.url));
  const script =
    scripts.get(name) ?? bundleForPage(file).then(({ code }) => `(() => {${code}\n})()`);
  scripts.set(name, script);
  return script;
}
