/** Behind the edge: what the origin is asked, and what viewers see while edges come and go. */
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { waitUntil } from '../../scripts/checks/wait-until.ts';
import { type ContainerStack, openContainerStack } from './support/container-stack.ts';
import { bringUp, playlistUrl } from './support/playlist.ts';
import { PlaylistPolls } from './support/playlist-polls.ts';
import { watchAsViewers } from './support/viewers.ts';

let stack: ContainerStack;
beforeAll(async () => {
  stack = await openContainerStack();
  await bringUp(stack);
});
afterAll(() => stack?.end());

test('the origin is asked as often by a thousand viewers as by ten, and once for each segment', async () => {
  const few = await watchAsViewers(stack, { viewers: 10, seconds: 20 });
  const many = await watchAsViewers(stack, { viewers: 1_000, seconds: 20 });
  console.log({ few, many });
  expect([few.errors, many.errors]).toEqual([0, 0]);
  expect(many.originRequestsPerSecond).toBeLessThan(1.2 * few.originRequestsPerSecond);
  expect(many.originRequestsPerSecond).toBeGreaterThan(0.8 * few.originRequestsPerSecond);
  expect(Math.max(...many.fetchesBySegment.values())).toBe(1);
});

test('three edges, each killed in turn: no error, and no playlist that goes back further than edges keep one', async () => {
  await stack.compose.run('up', '--detach', '--scale', 'edge=3');
  await waitUntil('a front that knows three edges', () => frontKnows(3), 20_000);
  const polls = new PlaylistPolls(playlistUrl(stack));
  onTestFinished(() => polls.stop());
  const edges = await stack.containers('edge');
  for (const edge of edges) {
    const pid = await stack.pidOf(edge);
    process.kill(pid, 'SIGKILL');
    const { count } = polls;
    await waitUntil(
      'the edge runs again, the front knows it, and viewers have asked thirty times',
      async () =>
        ![0, pid].includes(await stack.pidOf(edge)) &&
        (await frontKnows(3)) &&
        polls.count > count + 30,
      30_000,
    );
  }
  expect(polls).toMatchObject({ errors: [], goneBackFurther: [] });
  // One fall for each change of edge: from the one that died, and to it again.
  expect(polls.goneBack.length).toBeLessThanOrEqual(2 * edges.length);
});

/** Whether the front would ask so many edges, and each of them is there: it reads their names once a second. */
async function frontKnows(edges: number): Promise<boolean> {
  const [front = ''] = await stack.containers('front');
  const list = await stack.docker('exec', front, 'cat', '/workshop/nginx/servers.conf');
  const format = '{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}';
  const containers = await stack.containers('edge');
  const there = await Promise.all(containers.map((edge) => stack.inspect(edge, format)));
  return there.length === edges && there.every((address) => list.includes(`server ${address}:`));
}
