/** The reader's own run of the bench, as the live API gives it to the pages. */
import { rm, utimes, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Settings } from '../../labs/settings.ts';
import { partNames } from '../../scripts/bench/report/names.ts';
import type { Results } from '../../scripts/bench/results.ts';
import { ask, type Question } from '../../scripts/checks/ask.ts';
import { type OwnSettings, ownSettings } from '../../scripts/checks/own-settings.ts';
import type { ApiError, BenchPart } from '../../scripts/site/api-types.ts';
import { exampleStatus } from '../support/example-status.ts';
import { benchResultsOf, startTestSite, type TestSite } from '../support/test-site.ts';
import { exampleResults } from '../units/bench/example-results.ts';

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
beforeEach(() => rm(benchResultsOf(settings), { force: true }));

const call = (path: string, question?: Question) => ask(settings.ports.site, path, question);
const write = (results: unknown) =>
  writeFile(benchResultsOf(settings), JSON.stringify(results, null, 2));

it('is null before anything was measured, and nothing can be drawn', async () => {
  const { status, json } = await call('/api/bench');
  expect({ status, body: json() }).toEqual({ status: 200, body: null });
  const part = await call('/api/bench/viewers');
  expect(part.status).toBe(404);
  expect((part.json() as ApiError).error.es).toContain('«viewers»');
});

it('is what was measured, and each part of it in both languages', async () => {
  await write(exampleResults);
  expect((await call('/api/bench')).json()).toEqual(exampleResults);
  for (const part of partNames) {
    const english = (await call(`/api/bench/${part}`)).json() as BenchPart;
    const spanish = (await call(`/api/bench/${part}?lang=es`)).json() as BenchPart;
    expect(english.chart).toMatch(/^<div class="bench-chart"><svg .* lang="en"/);
    expect(spanish.chart).toMatch(/^<div class="bench-chart"><svg .* lang="es"/);
    expect(spanish.tables.length).toBe(english.tables.length);
    expect(english.source).toEqual({
      words: expect.stringContaining('Example processor, 2 cores, 8.0 GB'),
      command: expect.stringContaining('npm run bench -- '),
    });
    expect(spanish.source.words).toContain('7 de marzo de 2026');
  }
});

it('is drawn anew when it was measured anew', async () => {
  await write(exampleResults);
  expect((await call('/api/bench/sync')).status).toBe(200);
  const { sync: _, ...others } = exampleResults;
  await write(others satisfies Results);
  // Two writes within a tick of the clock: as the file system sees them when they lie further apart.
  await utimes(benchResultsOf(settings), new Date(), new Date(Date.now() + 2_000));
  expect((await call('/api/bench')).json()).toEqual(others);
  expect((await call('/api/bench/sync')).status).toBe(404);
  expect((await call('/api/bench/edge')).status).toBe(200);
});

it('says what is wrong with a file that is none of its own', async () => {
  await write({ version: 1, machine: 'none' });
  for (const path of ['/api/bench', '/api/bench/viewers']) {
    const { status, json } = await call(path);
    expect(status).toBe(500);
    expect((json() as ApiError).error.en).toContain('cannot be read as results of the bench');
  }
});

it('knows its parts and languages, and no others', async () => {
  await write(exampleResults);
  expect((await call('/api/bench/nothing')).status).toBe(404);
  expect((await call('/api/bench/__proto__')).status).toBe(404);
  expect((await call('/api/bench/viewers?lang=fr')).status).toBe(400);
  expect((await call('/api/bench', { method: 'POST' })).status).toBe(405);
});

it.each(['/api/bench', '/api/bench/viewers'])('%s is for pages of this site', async (path) => {
  await write(exampleResults);
  const host = `localhost:${settings.ports.site}`;
  const foreign = { host, origin: 'http://evil.example' };
  expect((await call(path, { headers: foreign })).status).toBe(403);
  const renamed = { host: `evil.example:${settings.ports.site}` };
  expect((await call(path, { headers: renamed })).status).toBe(403);
});
