/** The workshop in containers, on a real engine: publisher and viewer outside, kills, and no trace. */
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { waitUntil } from '../../scripts/checks/wait-until.ts';
import { launchBrowser, type TestBrowser } from '../support/browser.ts';
import { openTestPublisherPage } from '../support/test-publisher-page.ts';
import { isOk } from '../support/test-stack.ts';
import { followViewer, openTestViewer, type TestViewer } from '../support/test-viewer.ts';
import { type ContainerStack, openContainerStack, services } from './support/container-stack.ts';
import { bringUp, newestSegment, playlistUrl, waitForNewSegment } from './support/playlist.ts';

let stack: ContainerStack;
/** Whoever watches while containers are killed. */
let browser: TestBrowser;
let viewer: TestViewer;
beforeAll(async () => {
  stack = await openContainerStack();
  // Where no image is there yet, this takes minutes.
  await stack.compose.run('build');
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await stack?.end();
});

const streamHops = ['publisher', 'janus', 'forward', 'ffmpeg', 'playlist', 'nginx'] as const;

test('comes up healthy, and a stream flows', async () => {
  const seconds = await bringUp(stack);
  await stack.waitForStatus('every hop is well', isOk(...streamHops));
  for (const service of services) {
    await waitUntil(
      `${service} is healthy`,
      async () => {
        const [container = ''] = await stack.containers(service);
        return (await stack.inspect(container, '{{.State.Health.Status}}')) === 'healthy';
      },
      20_000,
    );
  }
  console.log(`playable ${seconds.toFixed(1)} s after up`);
  const images = await stack.docker('image', 'ls', '--format', '{{.Repository}} {{.Size}}');
  console.log(images.match(/^workshop-.*$/gm)?.join('\n'));
});

test.each(services)(
  '%s: open to this machine only, no rights, no place to write, and bounds',
  async (service) => {
    const [container = ''] = await stack.containers(service);
    const host = JSON.parse(await stack.inspect(container, '{{json .HostConfig}}'));
    expect(host).toMatchObject({
      ReadonlyRootfs: true,
      CapDrop: ['ALL'],
      SecurityOpt: ['no-new-privileges:true'],
      RestartPolicy: { Name: 'unless-stopped' },
      LogConfig: { Config: { 'max-size': '5m', 'max-file': '2' } },
    });
    expect(host.CapAdd ?? []).toEqual([]);
    const open = Object.values<{ HostIp: string }[]>(host.PortBindings).flat();
    expect(new Set(open.map(({ HostIp }) => HostIp))).toEqual(
      new Set(open.length ? ['127.0.0.1'] : []),
    );
    expect(Object.keys(host.PortBindings)).not.toContain(`${stack.settings.ports.janusAdmin}/tcp`);
    expect(host.Memory).toBeGreaterThan(0);
    expect(await stack.inspect(container, '{{.Config.User}}')).toBe('10001:10001');
    const mounts = await stack.inspect(container, '{{json .Mounts}}');
    expect(mounts).not.toContain('docker.sock');
  },
);

test('no secret is told to a container in its environment, or lies in an image', async () => {
  const [transcoder = ''] = await stack.containers('transcoder');
  const file = '/workshop/secrets/secrets.json';
  const secrets = JSON.parse(await stack.docker('exec', transcoder, 'cat', file));
  expect(Object.keys(secrets).length).toBeGreaterThan(3);
  const told = await stack.docker(
    'inspect',
    ...(await Promise.all(services.map(stack.containers))).flat(),
  );
  for (const secret of Object.values<string>(secrets)) expect(told).not.toContain(secret);
  for (const name of ['janus', 'transcoder', 'nginx', 'site']) {
    const search = 'find / -xdev -name secrets.json -o -xdev -name key.pem -o -xdev -path "*/.git"';
    const image = await stack.inspect(
      (
        await stack.containers(name === 'nginx' ? 'edge' : name === 'site' ? 'workshop' : name)
      )[0] ?? '',
      '{{.Image}}',
    );
    const found = await stack.docker(
      'run',
      '--rm',
      '--entrypoint',
      'sh',
      image,
      '-c',
      `${search} 2>/dev/null; true`,
    );
    expect(found.trim(), `in the image ${name}`).toBe('');
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
  const another = await openTestViewer(stack.settings);
  await another.waitUntilPlaying();
  const answer = await fetch(playlistUrl(stack));
  expect(answer.headers.get('x-cache')).toMatch(/HIT|MISS|EXPIRED|UPDATING|REVALIDATED/);
});

test('somebody begins to watch', async () => {
  viewer = await followViewer(browser, stack.settings);
  await viewer.waitUntilPlaying();
});

test.each(services)(
  'killed, %s comes back, the stream goes on, and so does the viewer',
  async (service) => {
    await stack.waitForStatus('every hop is well', isOk(...streamHops));
    const [container = ''] = await stack.containers(service);
    const pid = await stack.pidOf(container);
    const before = await newestSegment(playlistUrl(stack));
    // Not `docker kill`: the engine takes that for a wish, and starts nothing again.
    process.kill(pid, 'SIGKILL');
    const begun = Date.now();
    await waitUntil(
      `${service} runs again`,
      async () => ![0, pid].includes(await stack.pidOf(container)),
      30_000,
    );
    await waitForNewSegment(playlistUrl(stack), before);
    const segment = (Date.now() - begun) / 1_000;
    await stack.waitForStatus('every hop is well', isOk(...streamHops));
    // A picture that was made after the kill: nobody has reloaded the page.
    const shown = await viewer.waitForPictureAfter(begun, 30);
    console.log(
      `${service}: new segment ${segment.toFixed(1)} s, seen ${((shown - begun) / 1_000).toFixed(1)} s after the kill`,
    );
  },
);

test('taken down, it leaves nothing', async () => {
  onTestFinished(() => stack.compose.run('down', '--volumes'));
  await stack.compose.run('down', '--volumes');
  expect(await stack.remains()).toEqual([]);
});
