/** `kill -9` of a daemon: it comes back by itself, the status names the hop meanwhile, the viewer goes on. */
import { expect, test } from 'vitest';
import type { HopId, Status } from '../../scripts/stack/status.ts';
import { isOk, startTestStack, type TestStack } from '../support/test-stack.ts';
import { openTestViewer, type TestViewer } from '../support/test-viewer.ts';

const limitSeconds = 30;

interface Victim {
  hop: HopId;
  pid(status: Status): number | null;
}

/** Janus last: it takes its publisher with it, which has to come back too. */
const victims: Readonly<Record<string, Victim>> = {
  ffmpeg: { hop: 'ffmpeg', pid: ({ hops }) => hops.ffmpeg.figures.pid },
  nginx: { hop: 'nginx', pid: ({ hops }) => hops.nginx.figures.pid },
  janus: { hop: 'janus', pid: ({ hops }) => hops.janus.figures.pid },
};

test('ffmpeg, nginx and janus come back after kill -9', { timeout: 180_000 }, async () => {
  const stack = await startTestStack({ profile: 'balanced' });
  await stack.waitForStatus('a stream to watch', isOk('playlist', 'nginx'));
  const viewer = await openTestViewer(stack.settings);
  await viewer.waitUntilPlaying();
  for (const [name, victim] of Object.entries(victims)) {
    await killAndWatch(stack, viewer, name, victim);
  }
});

async function killAndWatch(
  stack: TestStack,
  viewer: TestViewer,
  name: string,
  { hop, pid }: Victim,
): Promise<void> {
  const before = await stack.waitForStatus(`${name} runs`, (status) => pid(status) !== null);
  const namedBroken = stack.waitForStatus(
    `the status names ${hop}`,
    ({ verdict }) => verdict.firstBrokenHop === hop,
  );
  const killedAt = Date.now();
  process.kill(pid(before) ?? Number.NaN, 'SIGKILL');
  await namedBroken;
  const namedSeconds = (Date.now() - killedAt) / 1_000;
  await stack.waitForStatus(
    `another ${name} runs, and the stream flows`,
    (status) =>
      pid(status) !== null &&
      pid(status) !== pid(before) &&
      status.verdict.firstBrokenHop === null &&
      isOk('playlist', 'nginx')(status),
  );
  const backSeconds = (Date.now() - killedAt) / 1_000;
  // A picture that was made after all was well again: the viewer really goes on.
  await viewer.waitForPictureAfter(Date.now(), limitSeconds);
  const resumedSeconds = (Date.now() - killedAt) / 1_000;
  console.log(
    `kill -9 ${name}: named broken after ${namedSeconds.toFixed(1)} s, flowing after ${backSeconds.toFixed(1)} s, new pictures at the viewer after ${resumedSeconds.toFixed(1)} s`,
  );
  expect(namedSeconds).toBeLessThan(5);
}
