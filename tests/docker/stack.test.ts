/** The workshop in containers, on a real engine: publisher and viewer outside, kills, load, and no trace. */
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { waitUntil } from '../../scripts/checks/wait-until.ts';
import { openTestPublisherPage } from '../support/test-publisher-page.ts';
import { isOk } from '../support/test-stack.ts';
import { openTestViewer } from '../support/test-viewer.ts';
import { type ContainerStack, openContainerStack, services } from './support/container-stack.ts';
import { watchAsViewers } from './support/viewers.ts';

let stack: ContainerStack;
beforeAll(async () => {
  stack = await openContainerStack();
  await stack.compose.run('build');
});
afterAll(() => stack?.end());

const playlistUrl = () => `http://127.0.0.1:${stack.settings.ports.origin}/live/index.m3u8`;

/** The newest segment of the playlist that viewers get; null without one. */
async function newestSegment(): Promise<string | null> {
  const answer = await fetch(playlistUrl(), { signal: AbortSignal.timeout(2_000) }).catch(
    () => null,
  );
  if (!answer?.ok) return null;
  return (await answer.text()).match(/^[^#\n]+\.ts$/gm)?.at(-1) ?? null;
}

test('comes up healthy, and a stream flows', async () => {
  const begun = performance.now();
  await stack.compose.run('up', '--detach');
  await waitUntil('a playlist at the address that viewers know', newestSegment, 60_000);
  console.log(`playable ${((performance.now() - begun) / 1_000).toFixed(1)} s after up`);
  await stack.waitForStatus(
    'every hop is well',
    isOk('publisher', 'janus', 'forward', 'ffmpeg', 'playlist', 'nginx'),
  );
  const images = await stack.docker('image', 'ls', '--format', '{{.Repository}} {{.Size}}');
  console.log(
    images
      .split('\n')
      .filter((line) => line.startsWith('workshop-'))
      .join('\n'),
  );
});

test('nothing but what must be is open, and only to this machine', async () => {
  const ports = await stack.docker('ps', '--format', '{{.Ports}}');
  expect(ports).not.toContain('0.0.0.0');
  for (const service of services) {
    const [container = ''] = await stack.containers(service);
    const inspected = await stack.docker(
      ...['inspect', '--format'],
      '{{.Config.User}} {{.HostConfig.CapDrop}} {{.HostConfig.SecurityOpt}} {{.HostConfig.Memory}} {{range .Config.Env}}{{.}} {{end}}',
      container,
    );
    expect(inspected, service).toMatch(/^10001:10001 \[ALL\] \[no-new-privileges:true\] [1-9]\d+ /);
    expect(inspected, service).not.toMatch(/secret|pin/i);
  }
});

test('a browser outside publishes, and a browser outside plays it through the edge', async () => {
  const publisher = await openTestPublisherPage(stack.settings);
  await publisher.publish();
  await stack.waitForStatus(
    'the browser is on air',
    (status) =>
      status.hops.publisher.figures.synthetic === false && isOk('playlist', 'nginx')(status),
  );
  const viewer = await openTestViewer(stack.settings);
  await viewer.waitUntilPlaying();
  const answer = await fetch(playlistUrl());
  expect(answer.headers.get('x-cache')).toMatch(/HIT|MISS|EXPIRED|UPDATING|REVALIDATED/);
});

test.each(['janus', 'transcoder', 'origin', 'edge', 'front', 'publisher', 'workshop'])(
  'killed, %s comes back, and the stream goes on',
  async (service) => {
    await stack.waitForStatus(
      'every hop is well',
      isOk('publisher', 'ffmpeg', 'playlist', 'nginx'),
    );
    const [container = ''] = await stack.containers(service);
    const pid = await stack.pidOf(container);
    const before = await newestSegment();
    // Not `docker kill`: the engine takes that for a wish, and starts nothing again.
    process.kill(pid, 'SIGKILL');
    const begun = performance.now();
    await waitUntil(
      `${service} runs again`,
      async () => ![0, pid].includes(await stack.pidOf(container)),
      30_000,
    );
    await waitUntil(
      'a new segment',
      async () => {
        const newest = await newestSegment();
        return newest !== null && newest !== before;
      },
      60_000,
    );
    console.log(
      `${service}: new segment ${((performance.now() - begun) / 1_000).toFixed(1)} s after the kill`,
    );
    await stack.waitForStatus(
      'every hop is well',
      isOk('publisher', 'ffmpeg', 'playlist', 'nginx'),
    );
  },
);

test.each([1, 2, 3, 4, 5, 6])('lab %i: the solution passes its checks in there', async (lab) => {
  const [container = ''] = await stack.containers('workshop');
  const command = [
    'node',
    '--import',
    'tsx',
    'scripts/lab.ts',
    String(lab),
    '--solution',
    '--once',
  ];
  await stack.docker('exec', container, ...command);
});

test('the origin is asked as often by a thousand viewers as by ten, and once for each segment', async () => {
  const few = await watchAsViewers(stack, { viewers: 10, seconds: 20 });
  const many = await watchAsViewers(stack, { viewers: 1_000, seconds: 20 });
  console.log({ few, many });
  expect([few.errors, many.errors]).toEqual([0, 0]);
  expect(many.originRequestsPerSecond).toBeLessThan(1.2 * few.originRequestsPerSecond);
  expect(many.originRequestsPerSecond).toBeGreaterThan(0.8 * few.originRequestsPerSecond);
  expect(Math.max(...many.fetchesBySegment.values())).toBe(1);
});

test('taken down, it leaves nothing', async () => {
  onTestFinished(() => stack.compose.run('down', '--volumes'));
  await stack.compose.run('down', '--volumes');
  expect(await stack.remains()).toEqual([]);
});
