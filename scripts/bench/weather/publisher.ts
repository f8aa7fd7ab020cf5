/** Who publishes through the weather: a real browser, or for a clock that is off, the synthetic one. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Settings } from '../../../labs/settings.ts';
import type { HeadlessBrowser } from '../../checks/browser.ts';
import type { PublisherOrders } from '../../publisher/synthetic-publisher.ts';
import { logFile } from '../../stack/daemons.ts';
import { startProcess } from '../../stack/process.ts';
import { tsxArguments } from '../../system/tsx-process.ts';
import { repositoryRoot } from '../../system/work-directory.ts';
import { pageScript } from './page-script.ts';

export interface WeatheredPublisher {
  readonly display: string;
  /** Why it is off the air; null while it is on. */
  lost(): Promise<string | null>;
  stop(): Promise<void>;
}

export interface PublisherWay {
  settings: Settings;
  /** WebSocket of Janus, as it is reached through the weather. */
  url: string;
}

/** What a small picture needs; the room would allow more. */
const bitrateBitsPerSecond = 1_500_000;

export async function publishFromBrowser(
  browser: HeadlessBrowser,
  { settings, url }: PublisherWay,
): Promise<WeatheredPublisher> {
  const { ports, secrets, room } = settings;
  const display = 'bench';
  const page = await browser.open(`http://localhost:${ports.site}/api/viewer-settings`);
  const file = fileURLToPath(new URL('in-page/publisher.ts', import.meta.url));
  await page.evaluate(await pageScript(file));
  await page.evaluate((connection) => window.flashPublisher.begin(connection), {
    ...{ url, apiSecret: secrets.api, roomId: room.id, pin: secrets.pin, displayName: display },
    maximumBitrateBitsPerSecond: bitrateBitsPerSecond,
  });
  return {
    display,
    lost: () => page.evaluate(() => window.flashPublisher.lost()),
    async stop() {
      await page.evaluate(() => window.flashPublisher.stop());
      await page.close();
    },
  };
}

export async function publishWithSkew(
  { settings, url }: PublisherWay,
  choices: { ffmpegPath: string; videoClockPartsPerMillion: number },
): Promise<WeatheredPublisher> {
  const { secrets, room } = settings;
  const display = 'bench-skew';
  const orders: PublisherOrders = {
    ...{ url, apiSecret: secrets.api, roomId: room.id, pin: secrets.pin, displayName: display },
    ...choices,
    yieldsToOthers: false,
    picture: {
      ...{ widthPixels: 640, heightPixels: 360, framesPerSecond: 30 },
      bitrateBitsPerSecond,
    },
  };
  const running = await startProcess({
    name: 'publisher',
    command: process.execPath,
    args: [...tsxArguments, join(repositoryRoot, 'scripts/publisher/main.ts')],
    logFile: logFile(settings, 'publisher'),
    input: `${JSON.stringify(orders)}\n`,
    deathSignal: 'KILL',
  });
  let reason: string | null = null;
  void running.exited.then(() => {
    reason = 'the synthetic publisher ended';
  });
  return {
    display,
    lost: async () => reason,
    async stop() {
      await running.stop();
    },
  };
}
