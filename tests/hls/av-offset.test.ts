/** Sound and picture agree, whatever was there first: publisher, FFmpeg, or another publisher. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { flashBeepOffset } from '../../scripts/measure/flash-beep.ts';
import { programPath } from '../support/program.ts';
import { startTestPublisher } from '../support/test-publisher.ts';
import { isOk, startTestStack, type TestStack } from '../support/test-stack.ts';
import { watchPlaylist } from './playlist-watch.ts';

/** Six or seven flashes, at one every two seconds. */
const measuredSeconds = 14;
const limitMilliseconds = 40;

test('flash and beep agree for three start orders', { timeout: 120_000 }, async () => {
  const stack = await startTestStack({ profile: 'low' });

  const first = await nextSession(stack);
  await expectOffsetWithinLimit(stack, 'publisher joins a stack that waits', first);

  process.kill(stack.status.current().hops.ffmpeg.figures.pid ?? 0, 'SIGKILL');
  const second = await nextSession(stack, first);
  await expectOffsetWithinLimit(stack, 'FFmpeg comes to media that flows', second);

  await startTestPublisher(stack.settings, 'other');
  const third = await nextSession(stack, second);
  await expectOffsetWithinLimit(stack, 'another publisher takes over', third);
});

async function nextSession(stack: TestStack, before?: string): Promise<string> {
  const status = await stack.waitForStatus(
    'a new session in the playlist',
    ({ session, ...status }) =>
      session !== null && session.id !== before && isOk('playlist')({ session, ...status }),
  );
  return status.session?.id ?? '';
}

async function expectOffsetWithinLimit(
  stack: TestStack,
  order: string,
  sessionId: string,
): Promise<void> {
  const over = new AbortController();
  const watching = watchPlaylist(stack.playlistUrl, 250, over.signal);
  await delay(measuredSeconds * 1_000);
  over.abort();
  const segments = [...(await watching).segments.values()].filter(({ uri }) =>
    uri.startsWith(`${sessionId}-`),
  );
  const folder = await mkdtemp(join(tmpdir(), 'workshop-offset-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const file = join(folder, 'session.ts');
  await writeFile(file, Buffer.concat(segments.map(({ content }) => content)));
  const { offsetsMilliseconds, medianMilliseconds } = await flashBeepOffset(file, {
    ffmpegPath: await programPath('ffmpeg'),
  });
  const shown = offsetsMilliseconds.map((offset) => offset.toFixed(0)).join(', ');
  console.log(`A/V offset, ${order}: median ${medianMilliseconds.toFixed(1)} ms (${shown})`);
  expect(offsetsMilliseconds.length, `flashes measured, ${order}`).toBeGreaterThanOrEqual(4);
  expect(Math.abs(medianMilliseconds), `${order}: ${shown}`).toBeLessThanOrEqual(limitMilliseconds);
}
