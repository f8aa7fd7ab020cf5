/** A room on Docker Swarm, on a real engine: comes up in any order, loses parts, grows, and leaves no trace. */
import { get } from 'node:http';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { basePorts } from '../../labs/settings.ts';
import { waitUntil } from '../../scripts/checks/wait-until.ts';
import { services } from './support/container-stack.ts';
import { newestSegment, waitForNewSegment } from './support/playlist.ts';
import { PlaylistPolls } from './support/playlist-polls.ts';
import { openSwarmStack, type SwarmStack } from './support/swarm-stack.ts';

const edges = 3;

let swarm: SwarmStack;
beforeAll(async () => {
  swarm = await openSwarmStack();
});
afterAll(() => swarm?.end());

/** The edges among which a front chooses. */
async function edgesOfFront(): Promise<string[]> {
  const [front = ''] = await swarm.containers('front');
  return swarm.lines('exec', front, 'cat', '/workshop/nginx/servers.conf');
}

const frontKnows = (count: number) => async () =>
  (await edgesOfFront().catch(() => [])).filter((line) => !line.includes('down')).length === count;

function pollDuringThisTest(): PlaylistPolls {
  const polls = new PlaylistPolls(swarm.playlistUrl);
  onTestFinished(() => polls.stop());
  return polls;
}

test('everything starts at once, and a stream flows', async () => {
  const begun = performance.now();
  await swarm.deploy();
  await waitUntil(
    'a playlist at the published address',
    () => newestSegment(swarm.playlistUrl),
    90_000,
  );
  console.log(`playable ${((performance.now() - begun) / 1_000).toFixed(1)} s after deploy`);
  await waitUntil('the front knows every edge', frontKnows(edges), 30_000);
});

test('nothing but media is published, and nobody is local', async () => {
  const published = await swarm.lines(
    ...['service', 'inspect', '--format'],
    '{{.Spec.Name}} {{range .Spec.EndpointSpec.Ports}}{{.TargetPort}}/{{.Protocol}} {{end}}',
    ...(await swarm.lines('service', 'ls', '--quiet')),
  );
  const open = published.filter((line) => /\d\//.test(line)).map((line) => line.trim());
  expect(open.map((line) => line.replace(/^.*_/, '').replace(/ 20\d+\/udp/g, ''))).toEqual(
    expect.arrayContaining(['janus', 'front 8080/tcp 8443/tcp']),
  );
  expect(open).toHaveLength(2);

  const [site = ''] = await waitUntil('the site runs', async () => {
    const found = await swarm.containers('workshop');
    return found.length > 0 ? found : null;
  });
  // This machine is the gateway of that network: with Compose it counts as local.
  const addresses = await swarm.docker('exec', site, 'hostname', '--all-ip-addresses');
  const address = addresses.trim().split(' ').at(-1) ?? '';
  await waitUntil('the site answers', () => ask(address, '/api/viewer-settings'), 60_000);
  expect(await ask(address, '/api/viewer-settings')).toBe(200);
  // It says no PIN, and shows no student's files.
  expect(await ask(address, '/api/publisher-access')).toBe(401);
  expect(await ask(address, '/api/labs')).toBe(403);
});

/** Asks the site under a name that it knows; `fetch` may not choose one. @returns the status. */
const ask = (address: string, path: string) =>
  new Promise<number | undefined>((resolve, reject) => {
    const options = { host: address, port: basePorts.site, path, headers: { Host: 'localhost' } };
    get(options, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    }).on('error', reject);
  });

test.each(services)('%s has no rights, and a limit', async (service) => {
  const [container = ''] = await swarm.containers(service);
  const what =
    '{{.Config.User}} {{.HostConfig.CapDrop}} {{.HostConfig.ReadonlyRootfs}} {{.HostConfig.Memory}}';
  const inspected = await swarm.docker('inspect', '--format', what, container);
  expect(inspected).toMatch(/^10001:10001 \[(CAP_)?ALL\] true [1-9]\d+$/m);
});

test('from one edge to three, no viewer notices', async () => {
  await swarm.scale('edge', 1);
  await waitUntil('the front knows one edge', frontKnows(1), 30_000);
  const polls = pollDuringThisTest();
  await swarm.scale('edge', edges);
  await waitUntil('the front knows three edges', frontKnows(edges), 30_000);
  await waitForNewSegment(swarm.playlistUrl);
  await polls.stop();
  expect(polls).toMatchObject({ errors: [], goneBack: [] });
});

test('each edge that crashes is replaced, and no viewer notices', async () => {
  const polls = pollDuringThisTest();
  for (const container of await swarm.containers('edge')) {
    const before = await edgesOfFront();
    await swarm.crash(container);
    await waitUntil(
      'the front knows another edge in its place',
      async () => {
        const now = await edgesOfFront();
        return now.length === edges && now.join() !== before.join();
      },
      30_000,
    );
  }
  await waitForNewSegment(swarm.playlistUrl);
  await polls.stop();
  expect(polls.count).toBeGreaterThan(20);
  expect(polls).toMatchObject({ errors: [], goneBackFurther: [] });
});

test.each(['janus', 'transcoder', 'origin', 'publisher', 'front'])(
  '%s crashes, another comes, and the stream goes on',
  async (service) => {
    const [container = ''] = await swarm.containers(service);
    const begun = performance.now();
    await swarm.crash(container);
    const other = async () => (await swarm.containers(service)).some((id) => id !== container);
    await waitUntil(`another ${service}`, other, 30_000);
    await waitForNewSegment(swarm.playlistUrl);
    console.log(
      `${service}: new segment ${((performance.now() - begun) / 1_000).toFixed(1)} s after the crash`,
    );
  },
);

test('taken down, it leaves nothing', async () => {
  expect(await swarm.remove()).toEqual([]);
});
