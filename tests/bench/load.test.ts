/** The HLS load against what a real nginx writes down: the known truth. */
import { setTimeout as delay } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { type HlsLoad, startHlsLoad } from '../../scripts/bench/load/hls-load.ts';
import { isAlive } from '../../scripts/system/is-alive.ts';
import {
  type LoggedOrigin,
  type LoggedRequest,
  startLoggedOrigin,
} from './support/logged-origin.ts';

const viewers = 60;
const isSegment = ({ path }: LoggedRequest) => path.endsWith('.ts');

async function startLoad({ playlistUrl, reloadMilliseconds }: LoggedOrigin): Promise<HlsLoad> {
  const load = await startHlsLoad({ playlistUrl, viewers, reloadMilliseconds });
  onTestFinished(() => load.stop());
  return load;
}

test('nginx saw as many viewers, requests and bytes as the load counted, and each segment once by each', async () => {
  const origin = await startLoggedOrigin();
  const load = await startLoad(origin);
  const begun = Date.now();
  const period = load.measure();
  await origin.reloads(6 * viewers);
  const report = await period.end();
  const ended = Date.now();
  await load.stop();
  const requests = await origin.requests();

  expect(new Set(requests.map(({ viewer }) => viewer)).size).toBe(viewers);
  expect(new Set(requests.map(({ connection }) => connection)).size).toBe(viewers);
  expect(report.errors, JSON.stringify(report.errorKinds)).toBe(0);
  const within = requests.filter(({ at }) => begun <= at && at <= ended);
  const counted = [report.playlistRequests, report.segmentRequests] as const;
  const logged = [within.filter((request) => !isSegment(request)), within.filter(isSegment)];
  for (const [kind, { length }] of logged.entries()) {
    // One may be under way at either end.
    expect(Math.abs(length - (counted[kind] ?? 0))).toBeLessThanOrEqual(2);
    expect(length).toBeGreaterThan(5 * viewers);
  }
  const bytes = within.reduce((sum, request) => sum + request.bytes, 0);
  expect(report.bytes / bytes).toBeCloseTo(1, 2);
  expect(report.viewersServed).toBe(viewers);
  expect(report.waits.playlist).toHaveLength(report.playlistRequests);
  expect(report.waits.segment).toHaveLength(report.segmentRequests);

  const all = [...new Set(requests.filter(isSegment).map(({ path }) => path))].sort();
  for (let viewer = 0; viewer < viewers; viewer += 1) {
    const own = requests.filter(
      (request) => request.viewer === String(viewer) && isSegment(request),
    );
    const paths = own.map(({ path }) => path);
    const first = all.indexOf(paths[0] ?? '');
    expect(paths, `viewer ${viewer}`).toEqual(all.slice(first, first + paths.length));
    expect(paths.length).toBeGreaterThanOrEqual(all.length - 2);
  }
});

test('requests are spread over the reload interval: viewers are not one crowd', async () => {
  const origin = await startLoggedOrigin();
  const load = await startLoad(origin);
  await origin.reloads(5 * viewers);
  await load.stop();
  const playlists = (await origin.requests()).filter((request) => !isSegment(request));
  const tenths = Array.from({ length: 10 }, () => 0);
  for (const { at } of playlists) {
    const tenth = Math.floor(((at % origin.reloadMilliseconds) / origin.reloadMilliseconds) * 10);
    tenths[tenth] = (tenths[tenth] ?? 0) + 1;
  }
  expect(Math.max(...tenths)).toBeLessThan(2 * Math.max(1, Math.min(...tenths)));
});

test('a server that closes its connections now and then is no error; one that is gone is', async () => {
  const origin = await startLoggedOrigin('keepalive_requests 3;');
  const load = await startLoad(origin);
  const good = load.measure();
  await origin.reloads(4 * viewers);
  const closed = await good.end();
  expect(closed.errorKinds).toEqual({});
  expect(
    new Set((await origin.requests()).map(({ connection }) => connection)).size,
  ).toBeGreaterThan(2 * viewers);

  const bad = load.measure();
  await origin.stop();
  // What is asked meanwhile is refused; how much of it nobody but the load can tell.
  await delay(origin.reloadMilliseconds);
  await origin.start();
  await origin.reloads(viewers);
  const { errors, errorKinds, playlistRequests } = await bad.end();
  expect(errors).toBeGreaterThanOrEqual(viewers - 1);
  expect(Object.keys(errorKinds).join()).toContain('ECONNREFUSED');
  expect(playlistRequests).toBeGreaterThanOrEqual(viewers - 1);
});

test('its processes are gone when it has stopped, and when nothing answers', async () => {
  const origin = await startLoggedOrigin();
  const load = await startLoad(origin);
  expect(load.pids.every(isAlive)).toBe(true);
  await load.stop();
  expect(load.pids.some(isAlive)).toBe(false);

  await origin.stop();
  const aborted = new AbortController();
  const { playlistUrl, reloadMilliseconds } = origin;
  const started = startHlsLoad({
    ...{ playlistUrl, reloadMilliseconds, viewers, signal: aborted.signal },
  });
  aborted.abort(new Error('enough'));
  await expect(started).rejects.toThrow('enough');
});
