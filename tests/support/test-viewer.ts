/** The viewer page in a real Chromium, looked at from outside. */
import type { Page } from 'playwright-core';
import { onTestFinished } from 'vitest';
import type { Settings } from '../../labs/settings.ts';
import { waitUntil } from '../../scripts/checks/wait-until.ts';
import { launchBrowser, type TestBrowser } from './browser.ts';

export interface TestViewer {
  readonly page: Page;
  statistics(): Promise<ViewerFigures>;
  /** Waits until the picture moves. @returns ms since 1970 of when it did. */
  waitUntilPlaying(limitSeconds?: number): Promise<number>;
  /**
   * Waits until a picture is shown whose clock is later than this wall-clock time.
   * @returns ms since 1970 of when it was.
   */
  waitForPictureAfter(epochMilliseconds: number, limitSeconds: number): Promise<number>;
}

export interface ViewerFigures {
  stalls: number;
  segment: string | null;
  latencySeconds: number | null;
  bufferSeconds: number;
  glassToGlassSeconds: number | null;
  /** Decoded so far by the video element. */
  frames: number;
  state: string | undefined;
}

/** Opens the viewer page in a browser of its own, which is closed when the test ends. */
export async function openTestViewer(settings: Settings): Promise<TestViewer> {
  const browser = await launchBrowser();
  onTestFinished(() => browser.close());
  return followViewer(browser, settings);
}

/** Opens the viewer page in a browser that outlives the test. */
export async function followViewer(browser: TestBrowser, settings: Settings): Promise<TestViewer> {
  const page = await browser.open(`http://localhost:${settings.ports.site}/viewer/`);
  const statistics = () => readFigures(page);
  return {
    page,
    statistics,
    async waitUntilPlaying(limitSeconds = 30) {
      const { frames } = await statistics();
      await waitUntil(
        'the viewer plays',
        async () => (await statistics()).frames > frames + 10,
        limitSeconds * 1_000,
      );
      return Date.now();
    },
    async waitForPictureAfter(epochMilliseconds, limitSeconds) {
      await waitUntil(
        `the viewer shows a picture made after ${new Date(epochMilliseconds).toISOString()}`,
        async () => {
          const { glassToGlassSeconds } = await statistics();
          if (glassToGlassSeconds === null) return false;
          return Date.now() - glassToGlassSeconds * 1_000 > epochMilliseconds;
        },
        limitSeconds * 1_000,
      );
      return Date.now();
    },
  };
}

const readFigures = (page: Page): Promise<ViewerFigures> =>
  page.evaluate(() => {
    const player = window.workshopViewer?.statistics();
    return {
      stalls: player?.stalls ?? 0,
      segment: player?.segment ?? null,
      latencySeconds: player?.latencySeconds ?? null,
      bufferSeconds: player?.bufferSeconds ?? 0,
      glassToGlassSeconds: player?.glassToGlassSeconds ?? null,
      frames: document.querySelector('video')?.getVideoPlaybackQuality().totalVideoFrames ?? 0,
      state: document.body.dataset.state,
    };
  });
