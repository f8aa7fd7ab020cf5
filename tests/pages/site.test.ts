/** The site and its live API: what they give, and what they give to nobody. */
import { writeFile } from 'node:fs/promises';
import { get } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Settings } from '../../labs/settings.ts';
import { ask, type Question } from '../../scripts/checks/ask.ts';
import { type OwnSettings, ownSettings } from '../../scripts/checks/own-settings.ts';
import { waitUntil } from '../../scripts/checks/wait-until.ts';
import { tokenHeader, type ViewerSettings } from '../../scripts/site/api-types.ts';
import { repositoryRoot } from '../../scripts/system/work-directory.ts';
import { exampleStatus } from '../support/example-status.ts';
import { startTestSite, type TestSite } from '../support/test-site.ts';

let settings: Settings;
let remove: OwnSettings['remove'];
let site: TestSite;

beforeAll(async () => {
  ({ settings, remove } = await ownSettings());
  site = await startTestSite(settings, exampleStatus);
});

afterAll(async () => {
  await site?.close();
  await remove?.();
});

const call = (path: string, question?: Question) => ask(settings.ports.site, path, question);
const host = () => `localhost:${settings.ports.site}`;

describe('the live API', () => {
  it('gives the status', async () => {
    const { status, headers, json } = await call('/api/status');
    expect({ status, body: json() }).toEqual({ status: 200, body: exampleStatus });
    expect(headers['cache-control']).toBe('no-store');
    expect(headers['access-control-allow-origin']).toBeUndefined();
  });

  it('streams the status, and forgets who has gone', async () => {
    let received = '';
    const stream = get({ host: '127.0.0.1', port: settings.ports.site, path: '/api/events' });
    stream.on('response', (response) => {
      response.setEncoding('utf8').on('data', (chunk) => {
        received += chunk;
      });
    });
    stream.on('error', () => {});
    await waitUntil('no first status', () => received.includes('"at":"2026-01-01'));
    site.announce({ ...exampleStatus, at: '2026-02-02T00:00:00.000Z' });
    await waitUntil('no second status', () =>
      /\nevent: status\ndata: .*"at":"2026-02-02.*\n\n/.test(received),
    );
    expect(site.listeners()).toBe(1);
    stream.destroy();
    await waitUntil('the listener is still there', () => site.listeners() === 0);
    site.announce(exampleStatus);
  });

  it('gives local pages the way to Janus', async () => {
    expect((await call('/api/publisher-access')).json()).toEqual({
      url: `ws://127.0.0.1:${settings.ports.janusWebSocket}`,
      directUrl: `ws://127.0.0.1:${settings.ports.janusWebSocket}`,
      apiSecret: settings.secrets.api,
      roomId: settings.room.id,
      pin: settings.secrets.pin,
      maximumBitrateBitsPerSecond: settings.room.maximumBitrateBitsPerSecond,
    });
  });

  it.each(['localhost', '127.0.0.1', '[::1]'])(
    'names the playlist as %s is named',
    async (name) => {
      const headers = { host: `${name}:${settings.ports.site}` };
      expect((await call('/api/viewer-settings', { headers })).json()).toMatchObject({
        playlistUrl: `http://${name}:${settings.ports.origin}/live/index.m3u8`,
        liveSyncSegments: settings.profile.liveSyncSegments,
      });
    },
  );

  it('says in both languages what it does not have', async () => {
    const { status, json } = await call('/api/nothing');
    expect({ status, body: json() }).toEqual({
      status: 404,
      body: { error: { en: expect.any(String), es: expect.any(String) } },
    });
  });
});

describe('a page of another site', () => {
  const paths = ['/api/status', '/api/events', '/api/publisher-access', '/api/viewer-settings'];

  it.each(paths)('does not get %s under a foreign name (DNS rebinding)', async (path) => {
    for (const foreign of ['evil.example', 'localhost.evil.example', 'localhost@evil.example']) {
      const headers = { host: `${foreign}:${settings.ports.site}` };
      expect((await call(path, { headers })).status, foreign).toBe(403);
    }
  });

  it.each(paths)('does not get %s from a foreign origin', async (path) => {
    const sameMachine = `http://localhost:${settings.ports.origin}`;
    for (const origin of ['http://evil.example', sameMachine, 'null']) {
      expect((await call(path, { headers: { host: host(), origin } })).status, origin).toBe(403);
    }
    const crossSite = { host: host(), 'sec-fetch-site': 'cross-site' };
    expect((await call(path, { headers: crossSite })).status).toBe(403);
  });

  it('does not get the pages under a foreign name either', async () => {
    const headers = { host: 'evil.example' };
    expect((await call('/publisher/', { headers })).status).toBe(403);
  });

  it('may not frame the pages', async () => {
    const { headers } = await call('/publisher/');
    expect(headers['content-security-policy']).toContain("frame-ancestors 'self'");
  });
});

describe('POST /api/viewers', () => {
  const report = { viewerId: 'abc', latencySeconds: 2.5, bufferSeconds: 1, stalls: 0 };

  async function post(change: { headers?: Record<string, string>; body?: string } = {}) {
    const settingsAnswer = (await call('/api/viewer-settings')).json() as ViewerSettings;
    const headers = {
      host: host(),
      origin: `http://${host()}`,
      'content-type': 'application/json',
      [tokenHeader]: settingsAnswer.reportToken,
      ...change.headers,
    };
    const body = change.body ?? JSON.stringify(report);
    return (await call('/api/viewers', { method: 'POST', headers, body })).status;
  }

  it('takes a report of a viewer page', async () => {
    expect(await post()).toBe(204);
    // As a page sends it that was loaded before there was that figure.
    expect(site.reports).toEqual([{ ...report, glassToGlassSeconds: null }]);
    const whole = { ...report, glassToGlassSeconds: 4.2 };
    expect(await post({ body: JSON.stringify(whole) })).toBe(204);
    expect(site.reports.at(-1)).toEqual(whole);
  });

  it('refuses everything else', async () => {
    const before = site.reports.length;
    expect(await post({ headers: { [tokenHeader]: '' } })).toBe(403);
    expect(await post({ headers: { [tokenHeader]: 'ñ'.repeat(22) } })).toBe(403);
    expect(await post({ headers: { origin: 'http://evil.example' } })).toBe(403);
    expect(await post({ headers: { 'content-type': 'text/plain' } })).toBe(415);
    expect(await post({ body: 'no JSON' })).toBe(400);
    expect(await post({ body: '{}' })).toBe(400);
    expect(await post({ body: JSON.stringify({ ...report, viewerId: 'x'.repeat(5_000) }) })).toBe(
      413,
    );
    expect((await call('/api/viewers')).status).toBe(405);
    expect((await call('/api/status', { method: 'POST' })).status).toBe(405);
    expect(site.reports).toHaveLength(before);
  });
});

describe('the site', () => {
  it.each(['/publisher/', '/viewer/'])('serves %s', async (path) => {
    const { status, headers } = await call(path);
    expect({ status, type: headers['content-type'] }).toEqual({ status: 200, type: 'text/html' });
  });

  it('puts no secret into a page or a module', async () => {
    const paths = [
      ...['/publisher/', '/viewer/', '/publisher/publisher-page.ts', '/viewer/viewer-page.ts'],
      ...['/shared/api.ts', '/@vite/client'],
      ...['solutions', 'labs'].map((root) => `/@fs${repositoryRoot}/${root}/06-viewer/viewer.ts`),
    ];
    for (const path of paths) {
      const { status, text } = await call(path);
      expect(status, path).toBe(200);
      for (const secret of Object.values(settings.secrets))
        expect(text, path).not.toContain(secret);
    }
  });

  it('serves no file that the pages do not need', async () => {
    const { work } = settings.paths;
    const marker = 'this-is-a-secret';
    await writeFile(join(work, 'secrets.json'), JSON.stringify({ marker }));
    await writeFile(join(work, 'secrets.ts'), `export default '${marker}'`);
    /** A file, and words that stand in it. */
    const files: [string, string][] = [
      [join(work, 'secrets.json'), marker],
      [join(work, 'secrets.ts'), marker],
      [join(repositoryRoot, 'package.json'), '"devDependencies"'],
      [join(repositoryRoot, 'labs/settings.ts'), 'settingsSchema'],
      [join(repositoryRoot, 'labs/05-nginx/nginx.ts'), 'nginxConfig'],
      [join(repositoryRoot, 'scripts/site/site.ts'), 'createViteServer'],
      [join(repositoryRoot, 'solutions/02-janus-config/janus.ts'), 'api_secret'],
      ['/etc/passwd', 'root:'],
    ];
    // The indirect ways first: none of them may make Vite think that the file is a page's.
    const queries = [
      ...['?worker', '?worker&inline', '?worker_file&type=module', '?sharedworker', '?import'],
      ...['?raw', '?import&raw', '?raw??', '?raw&url', '?url', '?import&url', '?url&inline'],
      ...['?inline', '?.svg?.wasm?init', '?html-proxy&index=0.js', '?v=1', '?t=1&raw', '#', ''],
    ];
    for (const [file, words] of files) {
      const up = '/..'.repeat(8);
      const lastEncoded = `%${file.charCodeAt(file.length - 1).toString(16)}`;
      const paths = [
        ...queries.map((query) => `/@fs${file}${query}`),
        ...[`/@fs/${file}`, `/@fs/x/..${file}`, `/@fs${up}${file}`, `${up}${file}`],
        ...[`/@fs${file.replaceAll('.', '%2e')}`, `/@fs${file.slice(0, -1)}${lastEncoded}`],
        ...[`/@id/${file}`, `/@id${file}?raw`, `/@id/__x00__${file}`, `/shared${up}${file}?raw`],
      ];
      for (const path of paths) {
        const { text } = await call(path);
        expect(text, path).not.toContain(words);
        expect(text, path).not.toContain(Buffer.from(words).toString('base64').slice(0, -4));
      }
      expect((await call(`/@fs${file}`)).status, file).toBe(403);
    }
  });

  it('says which port is in use', async () => {
    await expect(startTestSite(settings, exampleStatus)).rejects.toMatchObject({
      name: 'WorkshopError',
      found: { en: expect.stringContaining(`Port ${settings.ports.site}`) },
    });
  });

  it('closes while pages still listen', async () => {
    const { settings, remove } = await ownSettings();
    const other = await startTestSite(settings, exampleStatus);
    const stream = get({ host: '127.0.0.1', port: settings.ports.site, path: '/api/events' });
    stream.on('response', (response) => response.resume());
    stream.on('error', () => {});
    await waitUntil('nobody listens', () => other.listeners() === 1);
    await other.close();
    expect(other.listeners()).toBe(0);
    await remove();
  });
});
