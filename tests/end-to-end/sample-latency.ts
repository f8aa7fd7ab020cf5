import { setTimeout as delay } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import { openPlaylistViewer } from '../../scripts/bench/latency/viewers.ts';
import { distribution } from '../../scripts/bench/statistics.ts';
import { launchBrowser } from '../support/browser.ts';
import type { TestStack } from '../support/test-stack.ts';

export interface LatencySample {
  medianSeconds: number;
  worstSeconds: number;
  samples: number;
  stalls: number;
}

/** Watches in a browser of its own, by the bench's meter: glass to glass, not what the player believes. */
export async function sampleLatency(stack: TestStack, seconds: number): Promise<LatencySample> {
  const browser = await launchBrowser();
  onTestFinished(() => browser.close());
  const viewer = await openPlaylistViewer(browser, stack);
  await viewer.begin();
  await delay(seconds * 1_000);
  const { frames, stalls } = await viewer.end();
  const latency = distribution(frames.map(({ glassToGlassSeconds }) => glassToGlassSeconds));
  return {
    medianSeconds: latency.p50,
    worstSeconds: latency.most,
    samples: latency.count,
    stalls,
  };
}
