/** Stage 05 in a real nginx: what a player, a CDN and a stranger get. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { Settings } from '../../labs/settings.ts';
import { ask, type Question } from '../../scripts/checks/ask.ts';
import { type OwnSettings, ownSettings } from '../../scripts/checks/own-settings.ts';
import { JanusClient } from '../../scripts/janus/janus-client.ts';
import { nginxDaemon } from '../../scripts/stack/daemons.ts';
import type { Daemon } from '../../scripts/stack/keep-running.ts';
import { loadServerStages } from '../../scripts/stack/server-stages.ts';
import { iceAddresses } from '../../scripts/system/addresses.ts';
import { run } from '../../scripts/system/run.ts';
import { programPath } from '../support/program.ts';
import { startTestJanus } from '../support/test-room.ts';

const playlist = '#EXTM3U\n#EXT-X-VERSION:3\n';
const segment = 'not really MPEG-TS, but 37 bytes long';

/** Starts nginx with the rendered configuration on files that a stack would have. */
async function startNginx(settings: Settings): Promise<Daemon> {
  const { live, web } = settings.paths;
  await mkdir(join(live, '.hidden'));
  const files = {
    [join(live, 'index.m3u8')]: playlist,
    [join(live, 'segment-00001.ts')]: segment,
    [join(live, '.secret')]: 'secret',
    [join(live, '.hidden/segment.ts')]: 'secret',
    [join(web, 'outside.ts')]: 'secret',
  };
  for (const [path, text] of Object.entries(files)) await writeFile(path, text);
  const stages = await loadServerStages('solutions');
  const nginx = await nginxDaemon(settings, stages, await programPath('nginx'), () => {});
  await nginx.start();
  return nginx;
}

describe('on loopback', () => {
  let own: OwnSettings;
  let nginx: Daemon;
  beforeAll(async () => {
    own = await ownSettings();
    nginx = await startNginx(own.settings);
  });
  afterAll(async () => {
    await nginx?.stop();
    await own?.remove();
  });
  const get = (path: string, question?: Question) => ask(own.settings.ports.origin, path, question);

  test('nginx itself finds no fault with the configuration', async () => {
    const folder = own.settings.paths.nginx;
    const args = ['-t', '-e', 'stderr', '-p', folder, '-c', join(folder, 'nginx.conf')];
    const { output, exitCode } = await run(await programPath('nginx'), args);
    expect(output).not.toMatch(/warn|emerg/);
    expect(exitCode).toBe(0);
  });

  test('the playlist has its type, and is asked for again every time', async () => {
    const { status, headers, text } = await get('/live/index.m3u8');
    expect({ status, text }).toEqual({ status: 200, text: playlist });
    // RFC 8216, section 4.
    expect(headers['content-type']).toBe('application/vnd.apple.mpegurl');
    expect(headers['cache-control']).toBe('public, max-age=0, s-maxage=1');
  });

  test('two playlists of one second are not taken for one', async () => {
    const { headers } = await get('/live/index.m3u8');
    expect(headers.etag).toBeUndefined();
    const known = { 'If-Modified-Since': headers['last-modified'] ?? '' };
    expect((await get('/live/index.m3u8', { headers: known })).status).toBe(200);
  });

  test('a segment has its type, may be kept for ever, and need not be sent twice', async () => {
    const { status, headers, text } = await get('/live/segment-00001.ts');
    expect({ status, text }).toEqual({ status: 200, text: segment });
    expect(headers['content-type']).toBe('video/mp2t');
    expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
    const known = { 'If-None-Match': headers.etag ?? '' };
    expect((await get('/live/segment-00001.ts', { headers: known })).status).toBe(304);
  });

  test('a part of a segment is a part; one beyond its end is none', async () => {
    const part = await get('/live/segment-00001.ts', { headers: { Range: 'bytes=4-9' } });
    expect({ status: part.status, text: part.text }).toEqual({ status: 206, text: 'really' });
    expect(part.headers['content-range']).toBe(`bytes 4-9/${segment.length}`);
    expect(part.headers['access-control-allow-origin']).toBe('*');
    const beyond = await get('/live/segment-00001.ts', { headers: { Range: 'bytes=900-' } });
    expect(beyond.status).toBe(416);
  });

  test('HEAD tells the same as GET, without the body', async () => {
    const [whole, head] = await Promise.all([
      get('/live/segment-00001.ts'),
      get('/live/segment-00001.ts', { method: 'HEAD' }),
    ]);
    expect(head.text).toBe('');
    const { date: _of, ...headers } = whole.headers;
    expect(head.headers).toMatchObject(headers);
  });

  test('what is missing now may be there in a second: 404 is not kept, and any page may read it', async () => {
    for (const path of ['/live/segment-99999.ts', '/live/other.m3u8', '/', '/favicon.ico']) {
      const { status, headers } = await get(path, { headers: { Origin: 'http://other.example' } });
      expect(status, path).toBe(404);
      expect(headers['cache-control'], path).toBe('no-store');
      expect(headers['access-control-allow-origin'], path).toBe('*');
    }
  });

  test('any page may play it: the CORS headers, and the answer to a preflight', async () => {
    const headers = {
      Origin: 'http://other.example',
      'Access-Control-Request-Method': 'GET',
      'Access-Control-Request-Headers': 'range',
    };
    for (const path of ['/live/index.m3u8', '/live/segment-00001.ts']) {
      const preflight = await get(path, { method: 'OPTIONS', headers });
      expect({ status: preflight.status, text: preflight.text }).toEqual({ status: 204, text: '' });
      for (const answer of [preflight, await get(path, { headers })]) {
        expect(answer.headers['access-control-allow-origin']).toBe('*');
        expect(answer.headers['access-control-allow-methods']).toBe('GET, HEAD, OPTIONS');
        expect(answer.headers['access-control-allow-headers']).toMatch(/\brange\b/i);
        expect(answer.headers['access-control-expose-headers']).toMatch(/\bdate\b/i);
      }
    }
  });

  test.each(['POST', 'PUT', 'PATCH', 'DELETE', 'TRACE'])('%s is not allowed', async (method) => {
    for (const path of ['/live/index.m3u8', '/live/new.ts', '/healthz']) {
      expect((await get(path, { method })).status, path).toBe(405);
    }
  });

  test.each(['/live/', '/live', '/live//'])('no folder is listed: %s', async (path) => {
    const { status, text } = await get(path);
    expect([403, 404]).toContain(status);
    expect(text).not.toContain('segment');
  });

  test.each([
    '/live/../outside.ts',
    '/live/%2e%2e/outside.ts',
    '/live/..%2foutside.ts',
    '/live//../outside.ts',
    '//outside.ts',
    '/outside.ts',
    '/live/../../nginx/nginx.conf',
    '/live/%2e%2e/%2e%2e/%2e%2e/%2e%2e/etc/passwd',
    '/live../nginx/nginx.conf',
    '/live/.secret',
    '/live/%2esecret',
    '/live//.secret',
    '/live/.hidden/segment.ts',
  ])('nothing beside the stream is given away: %s', async (path) => {
    const { status, text } = await get(path);
    expect([400, 403, 404]).toContain(status);
    expect(text).not.toMatch(/secret|root:/);
  });

  test('it says that it is well, and to this machine how busy it is', async () => {
    expect(await get('/healthz')).toMatchObject({ status: 200, text: 'ok\n' });
    const status = await get('/nginx-status');
    expect(status.text).toMatch(/Active connections: \d+/);
    expect(status.headers['cache-control']).toBe('no-store');
  });

  test('it tells no version, and has no way to Janus', async () => {
    expect((await get('/live/index.m3u8')).headers.server).toBe('nginx');
    const upgrade = { headers: { Connection: 'Upgrade', Upgrade: 'websocket' } };
    expect((await get('/janus', upgrade)).status).toBe(404);
  });
});

test('open to the network: /janus leads to Janus by WebSocket; the status stays private', async () => {
  const { settings } = await startTestJanus({ listenAddress: '0.0.0.0' });
  const nginx = await startNginx(settings);
  onTestFinished(() => nginx.stop());
  const { origin } = settings.ports;

  // The client speaks once the upgrade (101) has been granted, and Janus answers it.
  const url = `ws://127.0.0.1:${origin}/janus`;
  const client = await JanusClient.connect(url, { apiSecret: settings.secrets.api });
  await client.close();
  for (const path of ['/janus/', '/janus/info', '/admin']) {
    expect((await ask(origin, path)).status, path).toBe(404);
  }

  const outside = iceAddresses().find(({ family }) => family === 'IPv4')?.address;
  const fromOutside = (path: string) => fetch(`http://${outside}:${origin}${path}`);
  expect((await fromOutside('/live/index.m3u8')).status).toBe(200);
  const status = await fromOutside('/nginx-status');
  expect(status.status).toBe(403);
  expect(await status.text()).not.toContain('Active connections');
});
