import { setTimeout as delay } from 'node:timers/promises';
import type { TestViewer } from '../support/test-viewer.ts';

export interface LatencySample {
  medianSeconds: number;
  worstSeconds: number;
  samples: number;
  stalls: number;
}

const everyMilliseconds = 250;

/** Reads the clock in the viewer's picture again and again: glass to glass, not what the player believes. */
export async function sampleLatency(viewer: TestViewer, seconds: number): Promise<LatencySample> {
  const { stalls: stallsBefore } = await viewer.statistics();
  const latencies: number[] = [];
  const end = performance.now() + seconds * 1_000;
  while (performance.now() < end) {
    const { glassToGlassSeconds } = await viewer.statistics();
    if (glassToGlassSeconds !== null) latencies.push(glassToGlassSeconds);
    await delay(everyMilliseconds);
  }
  const sorted = latencies.toSorted((a, b) => a - b);
  return {
    medianSeconds: sorted[Math.floor(sorted.length / 2)] ?? Number.NaN,
    worstSeconds: sorted.at(-1) ?? Number.NaN,
    samples: sorted.length,
    stalls: (await viewer.statistics()).stalls - stallsBefore,
  };
}
