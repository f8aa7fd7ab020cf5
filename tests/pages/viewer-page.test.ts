/** The viewer page and stage 06, with a real nginx, a real Chromium and a live stream of FFmpeg. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Settings } from '../../labs/settings.ts';
import { startLiveSource } from '../../scripts/checks/live-source.ts';
import { type OwnSettings, ownSettings } from '../../scripts/checks/own-settings.ts';
import { waitUntil } from '../../scripts/checks/wait-until.ts';
import { nginxDaemon } from '../../scripts/stack/daemons.ts';
import type { Daemon } from '../../scripts/stack/keep-running.ts';
import type { RunningProcess } from '../../scripts/stack/process.ts';
import { nginxConfig } from '../../solutions/05-nginx/nginx.ts';
import { launchBrowser, type TestBrowser } from '../support/browser.ts';
import { exampleStatus } from '../support/example-status.ts';
import { programPath } from '../support/program.ts';
import { startTestSite, type TestSite } from '../support/test-site.ts';

let ffmpegPath: string;
let settings: Settings;
let remove: OwnSettings['remove'];
let nginx: Daemon;
let source: RunningProcess;
let site: TestSite;
let browser: TestBrowser;
let page: Page;

beforeAll(async () => {
  ffmpegPath = await programPath('ffmpeg');
  ({ settings, remove } = await ownSettings({ profile: 'low' }));
  await startNginx();
  site = await startTestSite(settings, exampleStatus);
  browser = await launchBrowser();
  page = await browser.open(`${site.url}/viewer/`);
});

async function startNginx(): Promise<void> {
  nginx = await nginxDaemon(settings, { nginxConfig }, await programPath('nginx'), () => {});
  await nginx.start();
}

afterAll(async () => {
  await browser?.close();
  await site?.close();
  await source?.stop();
  await nginx?.stop();
  await remove?.();
});

const readPage = () =>
  page.evaluate(() => {
    const video = document.querySelector('video');
    return {
      state: document.body.dataset.state,
      words: document.getElementById('state')?.textContent ?? '',
      time: video?.currentTime ?? 0,
      frames: video?.getVideoPlaybackQuality().totalVideoFrames ?? 0,
      statistics: window.workshopViewer?.statistics() ?? null,
    };
  });

/** Waits until the picture has moved on by a second of media, with new frames. */
async function untilItPlays(limitSeconds: number): Promise<void> {
  const before = await readPage();
  await waitUntil(
    'the picture stands still',
    async () => {
      const { state, time, frames } = await readPage();
      // A new MediaSource counts its frames from 0 again.
      return state === 'playing' && Math.abs(time - before.time) > 1 && frames !== before.frames;
    },
    limitSeconds * 1000,
  );
}

const untilState = (wanted: string, limitSeconds: number) =>
  waitUntil(
    `the page is not ${wanted}`,
    async () => (await readPage()).state === wanted,
    limitSeconds * 1000,
  );

describe('the viewer page', () => {
  it('waits calmly while there is no stream, and plays by itself when there is one', async () => {
    await untilState('recovering', 5);
    expect((await readPage()).words).toMatch(/^There is no stream yet/);
    source = await startLiveSource(settings, { ffmpegPath, name: 'a' });
    await untilItPlays(15);
    await waitUntil('the latency is unknown', async () => {
      const { statistics } = await readPage();
      return statistics?.latencySeconds;
    });
    const { statistics } = await readPage();
    expect(statistics?.engine).toBe('hls.js');
    expect(statistics?.latencySeconds).toBeLessThan(3);
    expect(statistics?.level).toMatchObject({ widthPixels: 640, heightPixels: 360 });
    expect(statistics?.level?.bitsPerSecond).toBeGreaterThan(50_000);
    const report = await waitUntil('the page reports nothing', () => site.reports.at(-1));
    expect(report.viewerId).toMatch(/^[0-9a-f]{16}$/);
  });

  it('goes on when the origin was away for so long that hls.js gave up', async () => {
    await nginx.stop();
    await untilState('recovering', 20);
    await startNginx();
    await untilItPlays(8);
    const told = /^Playing live again: for \d+ s the stream was out of reach\./;
    expect((await readPage()).words).toMatch(told);
    await waitUntil('what was skipped', async () =>
      / About \d+ s were skipped\.$/.test((await readPage()).words),
    );
    expect((await readPage()).words).toMatch(told);
    const { latencySeconds } = (await readPage()).statistics ?? {};
    expect(latencySeconds).toBeLessThan(4);
  });

  it('goes on after a silence and a change of publisher', async () => {
    await source.stop();
    await untilState('stalled', 15);
    source = await startLiveSource(settings, { ffmpegPath, name: 'b', append: true });
    await untilItPlays(10);
    expect((await readPage()).words).toMatch(/^Playing live again: for \d+ s no new video came/);
  });

  it('gives everything back on stop, and plays again', async () => {
    const requests: string[] = [];
    await page.getByRole('button', { name: 'Stop' }).click();
    page.on('request', (request) => requests.push(request.url()));
    expect((await readPage()).state).toBe('stopped');
    expect(
      await page.evaluate(() => {
        const video = document.querySelector('video');
        return {
          source: video?.currentSrc || video?.getAttribute('src'),
          state: video?.readyState,
        };
      }),
    ).toMatchObject({ state: 0 });
    await delay(2_500);
    expect(requests).toEqual([]);
    await page.getByRole('button', { name: 'Play' }).click();
    await untilItPlays(10);
    expect(browser.pageErrors).toEqual([]);
  });
});
