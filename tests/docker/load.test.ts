/** Behind the edge: what the origin is asked, and what viewers see while edges come and go. */
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { waitUntil } from '../../scripts/checks/wait-until.ts';
import { type ContainerStack, openContainerStack } from './support/container-stack.ts';
import { bringUp, playlistUrl } from './support/playlist.ts';
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

test('three edges, each killed in turn: no error, and no playlist that goes back', async () => {
  await stack.compose.run('up', '--detach', '--scale', 'edge=3');
  // nginx asks for the edges' addresses when it starts.
  await stack.compose.run('restart', 'front');
  await waitUntil('the front answers', async () => (await sequenceAtFront()) !== null, 20_000);
  const watched = watchPlaylist();
  for (const edge of await stack.containers('edge')) {
    const pid = await stack.pidOf(edge);
    process.kill(pid, 'SIGKILL');
    await waitUntil(
      'the edge runs again',
      async () => ![0, pid].includes(await stack.pidOf(edge)),
      20_000,
    );
  }
  const { polls, errors, wentBack } = await watched.end();
  expect(polls).toBeGreaterThan(20);
  expect({ errors, wentBack }).toEqual({ errors: 0, wentBack: 0 });
});

/** The media sequence number that viewers get now; null without an answer. */
async function sequenceAtFront(): Promise<number | null> {
  const answer = await fetch(playlistUrl(stack)).catch(() => null);
  const number = answer?.ok && /^#EXT-X-MEDIA-SEQUENCE:(\d+)$/m.exec(await answer.text())?.[1];
  return number ? Number(number) : null;
}

/** Asks for the playlist five times a second until told to end. */
function watchPlaylist() {
  const seen = { polls: 0, errors: 0, wentBack: 0 };
  let isOver = false;
  const watch = async () => {
    let newest = 0;
    while (!isOver) {
      const sequence = await sequenceAtFront();
      seen.polls += 1;
      if (sequence === null) seen.errors += 1;
      else if (sequence < newest) seen.wentBack += 1;
      newest = Math.max(newest, sequence ?? 0);
      await delay(200);
    }
  };
  const watching = watch();
  return {
    async end() {
      isOver = true;
      await watching;
      return seen;
    },
  };
}
