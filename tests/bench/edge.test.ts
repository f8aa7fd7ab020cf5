/** What the bench counts at the origin, against nginx's own count; and that its meters can move. */
import { expect, onTestFinished, test } from 'vitest';
import { type EdgeDelivery, startDelivery, startEdge } from '../../scripts/bench/edge/delivery.ts';
import { type WatchedEdge, watchEdge } from '../../scripts/bench/edge/watch-edge.ts';
import { Scope } from '../../scripts/labs/scope.ts';
import { iceAddresses } from '../../scripts/system/addresses.ts';
import { descendants } from '../support/descendants.ts';
import { farAway } from '../support/far-away.ts';
import { programPath } from '../support/program.ts';

const viewers = 60;
const distanceMilliseconds = 50;
const { signal } = new AbortController();

async function startTestDelivery(): Promise<{ delivery: EdgeDelivery; scope: Scope }> {
  const [janus, nginx, ffmpeg] = await Promise.all([
    programPath('janus'),
    programPath('nginx'),
    programPath('ffmpeg'),
  ]);
  const scope = new Scope();
  onTestFinished(() => scope.close());
  const delivery = await startDelivery(scope, {
    programs: { janus, nginx, ffmpeg, chromium: '' },
    iceAddress: iceAddresses().find(({ family }) => family === 'IPv4')?.address ?? '',
    signal,
  });
  return { delivery, scope };
}

test('the log has as many requests as nginx counts; viewers and processes are gone when it ends', async () => {
  const before = await descendants(process.pid);
  const { delivery, scope } = await startTestDelivery();
  const watched = await watchEdge(delivery, { viewers, seconds: 5, signal });

  // Playlist and segment, once a second each; and what of it was new.
  expect(watched.edgeRequests / watched.seconds / (2 * viewers)).toBeCloseTo(1, 0);
  expect(watched.originRequests).toBeGreaterThan(3);
  expect(watched.originRequests).toBeLessThan(2.5 * watched.seconds);
  expect(watched.edgeBytes / watched.originBytes / viewers).toBeCloseTo(1, 0);
  expect(watched.errors).toBe(0);

  const { count } = await delivery.originLog.requests();
  const ownQuestion = 1;
  expect((await delivery.originRequests()) - ownQuestion).toBe(count);

  const stopping = new AbortController();
  const onWatching = () => stopping.abort(new Error('enough'));
  const stopped = { viewers, seconds: 60, onWatching, signal: stopping.signal };
  await expect(watchEdge(delivery, stopped)).rejects.toMatchObject({ name: 'AbortError' });
  await scope.close();
  expect(await descendants(process.pid)).toEqual(before);
});

test('the meters move: without the lock the origin is asked more; looking every 500 ms, viewers are held', async () => {
  const { delivery, scope } = await startTestDelivery();
  const nginx = await programPath('nginx');
  const originPort = await farAway(delivery.originPort, distanceMilliseconds);
  const watch = async (changed?: (config: string) => string): Promise<WatchedEdge> => {
    const playlistUrl = await startEdge(scope, { originPort, nginx }, changed);
    return watchEdge({ ...delivery, playlistUrl }, { viewers, seconds: 6, signal });
  };
  const held = ({ waits }: WatchedEdge) => waits.filter((wait) => wait >= 400).length;

  const shipped = await watch();
  const withoutLock = await watch((config) =>
    config
      .replace('proxy_cache_lock on;', '')
      .replace('limit_conn fetched 1;', '')
      .replace('proxy_cache $gate_cache;', ''),
  );
  const withoutHurry = await watch((config) =>
    config.replace('proxy_cache_lock_timeout 20ms;', ''),
  );
  expect(withoutLock.originRequests).toBeGreaterThan(3 * shipped.originRequests);
  expect(withoutLock.originBytes).toBeGreaterThan(3 * shipped.originBytes);
  expect(held(withoutHurry)).toBeGreaterThan(5);
  expect(held(shipped)).toBe(0);
  expect(shipped.errors).toBe(0);
});
