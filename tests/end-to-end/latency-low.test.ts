/** As low as plain HLS goes: with 1 s segments at most 3 s, and not a single stall in a minute. */
import { expect, test } from 'vitest';
import { isOk, startTestStack } from '../support/test-stack.ts';
import { sampleLatency } from './sample-latency.ts';

const sampleSeconds = 60;

test('low: glass to glass at most 3 s, no stall in 60 s', { timeout: 150_000 }, async () => {
  const stack = await startTestStack({ profile: 'low' });
  await stack.waitForStatus(
    'four segments in the playlist',
    (status) => (status.hops.playlist.figures.segments ?? 0) >= 4 && isOk('nginx')(status),
  );
  const latency = await sampleLatency(stack, sampleSeconds);
  console.log(
    `low: median ${latency.medianSeconds.toFixed(2)} s, worst ${latency.worstSeconds.toFixed(2)} s, ${latency.stalls} stalls`,
  );
  expect(latency.samples).toBeGreaterThan(sampleSeconds);
  expect(latency.medianSeconds).toBeLessThanOrEqual(3);
  expect(latency.stalls).toBe(0);
});
