/** The edge's cache before the origin of stage 05: what viewers get, and what the origin sees of them. */

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { ownSettings } from '../../scripts/checks/own-settings.ts';
import { waitUntil } from '../../scripts/checks/wait-until.ts';
import { edgeConfig } from '../../scripts/containers/edge-config.ts';
import { run } from '../../scripts/system/run.ts';
import { programPath } from '../support/program.ts';
import { type Delivery, mediaSequenceOf, playlistPath, startDelivery } from './support/delivery.ts';

const segmentPath = '/live/segment-1.ts';
const firstByte = { headers: { Range: 'bytes=0-0' } };
const atOnce = <T>(count: number, ask: () => Promise<T>) =>
  Promise.all(Array.from({ length: count }, ask));

test('a segment is fetched once for all who ask at the same time', async () => {
  const { get, writeSegment, originRequests } = await startDelivery();
  // Large, so that all have asked before the edge has it whole.
  await writeSegment('segment-1.ts', Buffer.alloc(64 * 2 ** 20));
  const before = await originRequests();
  const answers = await atOnce(200, () => get(segmentPath, firstByte));
  for (const { status } of answers) expect(status).toBe(206);
  expect((await originRequests()) - before).toBe(1);
});

test('however far the origin is, a segment is fetched once, and nobody is held much longer than that takes', async () => {
  const { get, writeSegment, originRequests } = await startDelivery({ distanceMilliseconds: 50 });
  const millisecondsOf = async () => {
    const begun = performance.now();
    const { status } = await get(segmentPath, firstByte);
    expect(status).toBe(206);
    return performance.now() - begun;
  };
  await writeSegment('segment-1.ts', Buffer.alloc(2 ** 20));
  const before = await originRequests();
  let firstMilliseconds: number | null = null;
  const viewers = [
    millisecondsOf().then((milliseconds) => {
      firstMilliseconds = milliseconds;
      return milliseconds;
    }),
  ];
  const first = await waitUntil(
    'the first viewer has it',
    () => {
      viewers.push(millisecondsOf());
      return firstMilliseconds;
    },
    5_000,
    { everyMilliseconds: 2 },
  );
  expect(first).toBeGreaterThan(100);
  expect(Math.max(...(await Promise.all(viewers)))).toBeLessThan(2 * first + 100);
  expect((await originRequests()) - before).toBe(1);
});

test('the playlist is fetched by one viewer at a time, once a second at most, and never goes back', async () => {
  const { get, writePlaylist, originRequests } = await startDelivery();
  const seen = Array.from({ length: 50 }, () => 0);
  let written = 1;
  const before = await originRequests();
  const begun = performance.now();
  await waitUntil('every viewer sees the fourth new playlist', async () => {
    written += 1;
    await writePlaylist(written);
    await Promise.all(
      seen.map(async (last, viewer) => {
        const now = mediaSequenceOf(await get(playlistPath));
        expect(now).toBeGreaterThanOrEqual(last);
        seen[viewer] = now;
      }),
    );
    return (await originRequests()) - before >= 4;
  });
  const seconds = (performance.now() - begun) / 1_000;
  expect((await originRequests()) - before).toBeLessThanOrEqual(seconds + 1);
});

test('whoever comes after a silence gets the newest playlist, and not the last one of before', async () => {
  const { get, writePlaylist } = await startDelivery();
  expect(mediaSequenceOf(await get(playlistPath))).toBe(1);
  const asked = Date.now();
  await waitUntil('nobody has asked for longer than a playlist is kept', () => {
    return Date.now() - asked > 2_500;
  });
  await writePlaylist(2);
  expect(mediaSequenceOf(await get(playlistPath))).toBe(2);
});

test('two playlists written within one second are told apart', async () => {
  const { get, writePlaylist } = await startDelivery();
  const second = new Date('2024-01-01T12:00:00Z');
  await writePlaylist(1, second);
  const { headers } = await waitUntil('the first is there', async () => {
    const answer = await get(playlistPath);
    return answer.headers['last-modified'] === second.toUTCString() ? answer : null;
  });
  await writePlaylist(2, second);
  const known = { headers: { 'If-Modified-Since': headers['last-modified'] ?? '' } };
  await waitUntil(
    'who knows the first gets the second',
    async () => {
      return mediaSequenceOf(await get(playlistPath, known)) === 2;
    },
    5_000,
  );
});

test('a query makes no other file of it', async () => {
  const { get, writeSegment, originRequests } = await startDelivery();
  await writeSegment('segment-1.ts', 'segment');
  const before = await originRequests();
  for (let number = 0; number < 20; number += 1) await get(`${segmentPath}?x=${number}`);
  expect((await originRequests()) - before).toBe(1);
});

test('a segment that was asked for too early is there as soon as it is written', async () => {
  const { get, writeSegment } = await startDelivery();
  const early = await get(segmentPath);
  expect(early.status).toBe(404);
  expect(early.headers['cache-control']).toBe('no-store');
  await writeSegment('segment-1.ts', 'segment');
  expect((await get(segmentPath)).status).toBe(200);
});

test('HEAD, parts and preflights work; every answer says what the cache had to do with it', async () => {
  const { get, writeSegment } = await startDelivery();
  await writeSegment('segment-1.ts', 'a segment');
  const part = { headers: { Range: 'bytes=2-4' } };
  for (const cache of ['MISS', 'HIT']) {
    const answer = await get(segmentPath, part);
    expect(answer).toMatchObject({ status: 206, text: 'seg' });
    expect(answer.headers).toMatchObject({
      'x-cache': cache,
      'content-range': 'bytes 2-4/9',
      'cache-control': 'public, max-age=31536000, immutable',
    });
  }
  const head = await get(segmentPath, { method: 'HEAD' });
  expect(head).toMatchObject({ status: 200, text: '' });
  expect(head.headers).toMatchObject({ 'content-length': '9', 'x-cache': 'HIT' });
  const preflight = await get(segmentPath, { method: 'OPTIONS' });
  expect(preflight.status).toBe(204);
  expect(preflight.headers).toMatchObject({
    'access-control-allow-headers': 'Range',
    'x-cache': 'NONE',
  });
  expect((await get(segmentPath, { method: 'POST' })).status).toBe(405);

  const playlist = await get(playlistPath);
  expect(playlist.headers['cache-control']).toBe(
    'public, max-age=0, s-maxage=1, stale-if-error=30',
  );
  // Said twice it would be "*, *", which no browser takes for a yes.
  for (const answer of [part, {}, { method: 'OPTIONS' }, { method: 'POST' }]) {
    for (const path of [playlistPath, segmentPath, '/live/missing.ts', '/other', '/healthz']) {
      const { headers } = await get(path, answer);
      expect(headers['access-control-allow-origin'], path).toBe('*');
      expect(headers['x-cache'], path).toMatch(/^[A-Z]+$/);
    }
  }
});

const outages: Record<string, (origin: Delivery['origin']) => unknown> = {
  'has ended': (origin) => origin.stop(),
  'answers nothing': (origin) => origin.freeze(),
  'has lost its name': (origin) => origin.forgetName(),
};
const recoveries: typeof outages = {
  'has ended': (origin) => origin.start(),
  'answers nothing': (origin) => origin.thaw(),
  'has lost its name': (origin) => origin.learnName(),
};
const staleIfErrorSeconds = 3;

test.for(Object.keys(outages))(
  'while the origin %s, the last playlist stands in for a while; then an error',
  async (how) => {
    const { get, writePlaylist, origin } = await startDelivery({ staleIfErrorSeconds });
    expect((await get(playlistPath)).status).toBe(200);
    await outages[how]?.(origin);
    const begun = performance.now();

    const first = await waitUntil('the edge knows of the outage', async () => {
      const answer = await get(playlistPath);
      return answer.headers['x-cache'] === 'STALE' ? answer : null;
    });
    expect(mediaSequenceOf(first)).toBe(1);

    const errors = await waitUntil('none of several viewers gets the old playlist', async () => {
      const answers = await atOnce(5, () => get(playlistPath));
      return answers.every(({ status }) => status === 502) ? answers : null;
    });
    expect((performance.now() - begun) / 1_000).toBeGreaterThan(staleIfErrorSeconds);
    for (const { headers } of errors) {
      expect(headers['access-control-allow-origin']).toBe('*');
      expect(headers['cache-control']).toBe('no-store');
      expect(headers['x-cache']).toMatch(/^[A-Z]+$/);
    }

    await writePlaylist(2);
    await recoveries[how]?.(origin);
    await waitUntil('the new playlist is there', async () => {
      return mediaSequenceOf(await get(playlistPath)) === 2;
    });
  },
);

test('between containers it asks the origin by its name; nginx finds no fault', async () => {
  const { settings, remove } = await ownSettings({ nginxUser: null });
  onTestFinished(remove);
  const folder = settings.paths.nginx;
  const file = join(folder, 'edge.conf');
  const config = edgeConfig({ ...settings, listenAddress: '0.0.0.0' });
  expect(config).toContain(`"http://origin:${settings.ports.origin}"`);
  expect(config).toContain('resolver 127.0.0.11 ');
  await writeFile(file, config);
  const args = ['-t', '-e', 'stderr', '-p', folder, '-c', file];
  const { output, exitCode } = await run(await programPath('nginx'), args);
  expect(output).not.toMatch(/warn|emerg/);
  expect(exitCode).toBe(0);
});
