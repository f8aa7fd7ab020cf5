/** What the class is told: with 4 s segments the viewer is 10 to 16 s behind. */
import { expect, test } from 'vitest';
import { startTestStack } from '../support/test-stack.ts';
import { sampleLatency } from './sample-latency.ts';

const sampleSeconds = 12;

test('classic: glass to glass 10 to 16 s', { timeout: 120_000 }, async () => {
  const stack = await startTestStack({ profile: 'classic' });
  // With fewer segments listed a player starts nearer to the live edge than it later stays.
  await stack.waitForStatus(
    'four segments in the playlist',
    (status) => (status.hops.playlist.figures.segments ?? 0) >= 4,
    40,
  );
  const latency = await sampleLatency(stack, sampleSeconds);
  console.log(
    `classic: median ${latency.medianSeconds.toFixed(1)} s, worst ${latency.worstSeconds.toFixed(1)} s`,
  );
  expect(latency.samples).toBeGreaterThan(sampleSeconds);
  expect(latency.medianSeconds).toBeGreaterThanOrEqual(10);
  expect(latency.medianSeconds).toBeLessThanOrEqual(16);
  expect(latency.stalls).toBe(0);
});
