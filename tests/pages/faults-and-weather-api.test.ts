/** What a page may break and change of the running workshop, and nobody else. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Settings } from '../../labs/settings.ts';
import { ask, type Question } from '../../scripts/checks/ask.ts';
import { type OwnSettings, ownSettings } from '../../scripts/checks/own-settings.ts';
import { tokenHeader } from '../../scripts/site/api-types.ts';
import { exampleStatus } from '../support/example-status.ts';
import { startTestSite, type TestSite, testOwnerToken } from '../support/test-site.ts';

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

describe('/api/faults', () => {
  const fault = async (method: string, hop: string, headers: Record<string, string> = {}) =>
    (await call(`/api/faults/${hop}`, { method, headers: { host: host(), ...headers } })).status;
  const withToken = () => ({ [tokenHeader]: site.pageToken });

  it('stops a hop for a page, and brings it back', async () => {
    expect(await fault('POST', 'nginx', withToken())).toBe(204);
    expect(await fault('DELETE', 'nginx', withToken())).toBe(204);
    expect(site.faults).toEqual(['break nginx', 'bring back nginx']);
  });

  it('does neither for others, nor with a hop that cannot be stopped', async () => {
    const before = site.faults.length;
    for (const method of ['POST', 'DELETE']) {
      expect(await fault(method, 'nginx')).toBe(403);
      expect(await fault(method, 'nginx', { [tokenHeader]: 'another' })).toBe(403);
      expect(await fault(method, 'playlist', withToken())).toBe(404);
      expect(await fault(method, 'no-hop', withToken())).toBe(404);
    }
    expect(await fault('GET', 'nginx', withToken())).toBe(405);
    expect(site.faults).toHaveLength(before);
  });
});

describe('/api/weather', () => {
  const ask = async (method: string, headers: Record<string, string> = {}, body?: unknown) =>
    (
      await call('/api/weather', {
        method,
        headers: { host: host(), 'content-type': 'application/json', ...headers },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
    ).status;

  it('changes it for a page, and for who has the secret of the work folder', async () => {
    for (const token of [site.pageToken, testOwnerToken]) {
      const from = site.weather.length;
      expect(await ask('POST', { [tokenHeader]: token }, { lossPercent: 5 })).toBe(204);
      expect(await ask('DELETE', { [tokenHeader]: token })).toBe(204);
      expect(site.weather.slice(from)).toMatchObject([{ lossPercent: 5 }, null]);
    }
  });

  it('changes nothing for others, nor into what is no weather', async () => {
    const before = site.weather.length;
    const withToken = { [tokenHeader]: testOwnerToken };
    for (const method of ['POST', 'DELETE']) {
      expect(await ask(method, {}, {})).toBe(403);
      expect(await ask(method, { [tokenHeader]: 'another' }, {})).toBe(403);
      expect(await ask(method, { ...withToken, origin: 'http://evil.example' }, {})).toBe(403);
      expect(await ask(method, { ...withToken, host: 'evil.example' }, {})).toBe(403);
    }
    for (const body of [{ lossPercent: 51 }, { loss: 5 }, 'rain', null]) {
      expect(await ask('POST', withToken, body)).toBe(400);
    }
    expect(await ask('GET', withToken)).toBe(405);
    expect(site.weather).toHaveLength(before);
  });

  it('does not let that secret do what only pages may', async () => {
    const headers = { host: host(), [tokenHeader]: testOwnerToken };
    expect((await call('/api/faults/nginx', { method: 'POST', headers })).status).toBe(403);
  });
});
