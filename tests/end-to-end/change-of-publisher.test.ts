/** Real Chromium on both ends; the publisher reloads, is replaced, dies: the viewer goes on without a reload. */
import { expect, test } from 'vitest';
import { waitUntil } from '../../scripts/checks/wait-until.ts';
import type { Status } from '../../scripts/stack/status.ts';
import { startTestPublisher } from '../support/test-publisher.ts';
import { openTestPublisherPage } from '../support/test-publisher-page.ts';
import { isOk, startTestStack, type TestStack } from '../support/test-stack.ts';
import { openTestViewer, type TestViewer } from '../support/test-viewer.ts';

const segmentSeconds = 2;
const startLimitSeconds = segmentSeconds + 3;
const changeLimitSeconds = 2 * segmentSeconds + 6;
const silenceLimitSeconds = 5;

test('a browser publishes, and a browser watches whoever publishes', {
  timeout: 240_000,
}, async () => {
  const stack = await startTestStack({ profile: 'balanced', publisher: 'none' });

  const first = await openTestPublisherPage(stack.settings);
  const connectedAt = await first.publish();
  let status = await stack.waitForStatus('a playable playlist', isOk('playlist', 'nginx'));
  const startSeconds = (Date.now() - connectedAt) / 1_000;
  console.log(
    `start: playlist playable ${startSeconds.toFixed(1)} s after the publisher connected`,
  );
  expect(startSeconds).toBeLessThanOrEqual(startLimitSeconds);

  const viewer = await openTestViewer(stack.settings);
  await viewer.waitUntilPlaying();
  await waitForSession(viewer, status);

  await first.page.reload();
  const reloadedAt = await first.publish();
  status = await expectToGoOn(stack, viewer, status, 'the tab was reloaded', reloadedAt);

  const second = await openTestPublisherPage(stack.settings);
  const replacedAt = await second.publish();
  status = await expectToGoOn(stack, viewer, status, 'another browser joined', replacedAt);

  // Two browsers, the older of which still publishes: when the newer dies, the older is back on air.
  const killedAt = Date.now();
  await second.browser.kill();
  await expectToGoOn(stack, viewer, status, 'the tab was killed', killedAt);
});

test('a publisher that falls silent without a goodbye is noticed', {
  timeout: 120_000,
}, async () => {
  const stack = await startTestStack({ profile: 'balanced', publisher: 'none' });
  const publisher = await startTestPublisher(stack.settings, 'frozen');
  await stack.waitForStatus('a stream', isOk('publisher', 'playlist'));
  // A stopped process is what a lost network looks like from Janus: no packet, no goodbye.
  const silentAt = Date.now();
  process.kill(publisher.pid, 'SIGSTOP');
  await stack.waitForStatus(
    'the publisher hop broken',
    ({ verdict }) => verdict.firstBrokenHop === 'publisher',
  );
  const noticedSeconds = (Date.now() - silentAt) / 1_000;
  await stack.waitForStatus('the session ended', ({ session }) => session === null);
  const endedSeconds = (Date.now() - silentAt) / 1_000;
  console.log(
    `silence: named after ${noticedSeconds.toFixed(1)} s, session ended after ${endedSeconds.toFixed(1)} s`,
  );
  process.kill(publisher.pid, 'SIGCONT');
  expect(noticedSeconds).toBeLessThanOrEqual(silenceLimitSeconds);
  expect(endedSeconds).toBeLessThanOrEqual(silenceLimitSeconds);
});

test('the synthetic publisher takes over from one that fell silent', {
  timeout: 120_000,
}, async () => {
  const stack = await startTestStack({ profile: 'balanced', publisher: 'synthetic' });
  await stack.waitForStatus('the synthetic publisher', isOk('publisher', 'playlist'));
  const publisher = await startTestPublisher(stack.settings, 'frozen');
  const isOnAir = (display: string) => (status: Status) =>
    status.session !== null && status.hops.publisher.figures.display === display;
  await stack.waitForStatus('the other publisher', isOnAir('frozen'));
  process.kill(publisher.pid, 'SIGSTOP');
  await stack.waitForStatus('the synthetic publisher again', isOnAir('synthetic'), 15);
  process.kill(publisher.pid, 'SIGCONT');
});

/** @returns the status with the new session. */
async function expectToGoOn(
  stack: TestStack,
  viewer: TestViewer,
  before: Status,
  what: string,
  mediaSince: number,
): Promise<Status> {
  const after = await stack.waitForStatus(
    `another session, because ${what}`,
    ({ session }) => session !== null && session.id !== before.session?.id,
  );
  await waitForSession(viewer, after);
  const seconds = (Date.now() - mediaSince) / 1_000;
  console.log(`${what}: the viewer plays the new session ${seconds.toFixed(1)} s later`);
  expect(seconds, what).toBeLessThanOrEqual(changeLimitSeconds);
  return after;
}

/** Waits until the viewer plays a segment of this session, and its picture moves. */
async function waitForSession(viewer: TestViewer, { session }: Status): Promise<void> {
  await waitUntil(
    `the viewer plays session ${session?.id}`,
    async () => (await viewer.statistics()).segment?.startsWith(`${session?.id}-`),
    30_000,
  );
  const { frames } = await viewer.statistics();
  await waitUntil('its picture moves', async () => (await viewer.statistics()).frames > frames + 5);
}
