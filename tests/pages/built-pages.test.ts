/** The built pages as `npm start` serves them: to whom, with which token, and what stands there before. */
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { createSettings } from '../../labs/settings.ts';
import { ask, type Question } from '../../scripts/checks/ask.ts';
import { freshSite } from '../../scripts/docs/fresh-site.ts';
import { WorkshopError } from '../../scripts/language/workshop-error.ts';
import { BuiltPages } from '../../scripts/site/built-pages.ts';
import { newSecrets } from '../../scripts/stack/secrets.ts';

const callerHeader = 'x-test-caller';
const pageToken = 'a-token-of-this-start';
const pin = 'nothing secret';

/** The pages on a server that listens on loopback; the caller's address may be written over. */
async function serve(folder: Promise<string>, listenAddress = '127.0.0.1') {
  const settings = createSettings({
    workDirectory: '/nowhere',
    secrets: { ...newSecrets(), pin },
    listenAddress,
  });
  const pages = new BuiltPages({ settings, pageToken, folder });
  const server = createServer((request, response) => {
    const value = request.headers[callerHeader] ?? '127.0.0.1';
    Object.defineProperty(request.socket, 'remoteAddress', { value });
    pages.handle(request, response, () => response.writeHead(404).end('nobody’s'));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  return {
    pages,
    call: (path: string, { headers, ...question }: Question = {}) =>
      ask(port, path, { ...question, headers: { host: `localhost:${port}`, ...headers } }),
  };
}

async function serveBuilt(listenAddress?: string) {
  const served = await serve(freshSite(), listenAddress);
  await served.pages.ready;
  return served.call;
}

it('gives the token to readers on this machine, under its own names only', async () => {
  const call = await serveBuilt();
  for (const path of ['/', '/es/', '/labs/05-nginx.html', '/nothing-there']) {
    const { text, headers } = await call(path);
    expect(text, path).toContain(`<meta name="workshop-live" content="${pageToken}">`);
    expect(headers['cache-control'], path).toBe('no-store');
    expect(headers['content-security-policy'], path).toContain("frame-ancestors 'self'");
  }
  for (const host of ['evil.example', 'localhost.evil.example', 'localhost@evil.example']) {
    const { status, text } = await call('/', { headers: { host } });
    expect(status, host).toBe(403);
    expect(text, host).not.toContain(pageToken);
  }
});

it('gives readers on other machines the pages, and not the token', async () => {
  const call = await serveBuilt('0.0.0.0');
  const { status, text } = await call('/', { headers: { [callerHeader]: '192.0.2.1' } });
  expect(status).toBe(200);
  expect(text).toContain('<meta name="workshop-live" content="">');
  expect(text).not.toContain(pageToken);
});

it.each([
  ['/labs/05-nginx', '/labs/05-nginx.html'],
  ['/es/labs', '/es/labs/'],
  ['/labs/05-nginx?x=1', '/labs/05-nginx.html?x=1'],
])('leads from %s to %s', async (path, location) => {
  const { status, headers } = await (await serveBuilt())(path);
  expect({ status, location: headers.location }).toEqual({ status: 302, location });
});

it('answers what is not there: a page in its own words, the rest to others', async () => {
  const call = await serveBuilt();
  const page = await call('/labs/07-nothing.html');
  expect(page.status).toBe(404);
  expect(page.text).toContain('<title>404 |');
  expect((await call('/assets/nothing.js')).text).toBe('nobody’s');
  expect((await call('/', { method: 'POST' })).text).toBe('nobody’s');
  for (const path of ['/../package.json', '/%2e%2e/package.json', '/..%2fpackage.json']) {
    expect((await call(path)).text, path).not.toContain('"devDependencies"');
  }
});

it('waits for pages that are being built, and says why they cannot be', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'built-pages-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, 'index.html'), '<html><head></head><body>built</body></html>');
  let build: (folder: string) => void = () => {};
  const { call, pages } = await serve(
    new Promise((resolve) => {
      build = resolve;
    }),
  );
  const waiting = await call('/');
  expect(waiting.status).toBe(503);
  expect(waiting.text).toMatch(
    /http-equiv="refresh"[\s\S]*being built[\s\S]*Se están construyendo/,
  );
  expect((await call('/viewer/viewer-page.ts')).text).toBe('nobody’s');
  build(folder);
  await pages.ready;
  expect((await call('/')).text).toContain('built');

  const found = { en: 'It broke <here>.', es: 'Se rompió <aquí>.' };
  const failed = await serve(Promise.reject(new WorkshopError(found)));
  await failed.pages.ready;
  const { status, text } = await failed.call('/');
  expect(status).toBe(503);
  expect(text).toMatch(/It broke &lt;here>\.[\s\S]*Se rompió &lt;aquí>\./);
});
