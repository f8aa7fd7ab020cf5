/**
 * The live API as a page on another machine meets it. The server listens on loopback; the
 * caller's address is written over, so that no test opens this machine to its network.
 */
import { createServer, get, type Server } from 'node:http';
import { hostname } from 'node:os';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { createSettings, type Settings } from '../../labs/settings.ts';
import { ask } from '../../scripts/checks/ask.ts';
import { waitUntil } from '../../scripts/checks/wait-until.ts';
import { pinHeader, tokenHeader } from '../../scripts/site/api-types.ts';
import { LiveApi } from '../../scripts/site/live-api.ts';
import { newSecrets } from '../../scripts/stack/secrets.ts';
import { exampleStatus } from '../support/example-status.ts';
import { noStack } from '../support/no-stack.ts';

const secrets = newSecrets();
const callerHeader = 'x-test-caller';
const servers: Server[] = [];
let openPort: number;
let closedPort: number;
let openApi: LiveApi;

const settingsOf = (listenAddress: string): Settings =>
  createSettings({ workDirectory: '/nowhere', secrets, listenAddress });

async function serve(settings: Settings): Promise<{ port: number; api: LiveApi }> {
  const api = new LiveApi({
    settings,
    status: { current: () => exampleStatus, subscribe: () => () => {} },
    onViewerReport: () => {},
    note: () => {},
    ...noStack,
  });
  const server = createServer((request, response) => {
    Object.defineProperty(request.socket, 'remoteAddress', {
      value: request.headers[callerHeader],
    });
    void api.handle(request, response, () => response.end());
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('The server has no port.');
  return { port: address.port, api };
}

beforeAll(async () => {
  ({ port: openPort, api: openApi } = await serve(settingsOf('0.0.0.0')));
  ({ port: closedPort } = await serve(settingsOf('127.0.0.1')));
});
afterAll(() => {
  for (const server of servers) server.close();
});

const machineName = hostname().toLowerCase();

/** Listens to the events. @returns what gives everything that was heard so far. */
function listen(caller: string): () => string {
  const headers = { [callerHeader]: caller, host: `${machineName}:5173` };
  let heard = '';
  const request = get({ host: '127.0.0.1', port: openPort, path: '/api/events', headers });
  request.on('response', (response) => {
    response.setEncoding('utf8').on('data', (chunk) => {
      heard += chunk;
    });
  });
  onTestFinished(() => void request.destroy());
  return () => heard;
}

function publisherAccess(caller: string, pin?: string, port = openPort) {
  const headers: Record<string, string> = { [callerHeader]: caller, host: `${machineName}:5173` };
  if (pin !== undefined) headers[pinHeader] = pin;
  return ask(port, '/api/publisher-access', { headers });
}

describe('from another machine', () => {
  it('asks for the pin, and then gives the way through nginx', async () => {
    const refused = await publisherAccess('192.0.2.1');
    expect(refused.status).toBe(401);
    expect(refused.text).not.toContain(secrets.api);
    const given = await publisherAccess('192.0.2.1', secrets.pin);
    expect(given.json()).toMatchObject({
      url: `ws://${machineName}:8080/janus`,
      apiSecret: secrets.api,
    });
  });

  it('takes a few wrong pins a minute from one address, and not the right one after them', async () => {
    for (let attempt = 0; attempt < 5; attempt += 1) {
      expect((await publisherAccess('192.0.2.2', `wrong-${attempt}`)).status).toBe(403);
    }
    expect((await publisherAccess('192.0.2.2', secrets.pin)).status).toBe(429);
    expect((await publisherAccess('192.0.2.3', secrets.pin)).status).toBe(200);
  });

  it('asks nothing of this machine', async () => {
    for (const caller of ['127.0.0.1', '::1', '::ffff:127.0.0.1']) {
      expect((await publisherAccess(caller)).status, caller).toBe(200);
    }
  });

  it('takes no foreign address for this machine', async () => {
    for (const caller of ['::ffff:192.0.2.1', '10.127.0.1', 'fe80::127']) {
      expect((await publisherAccess(caller)).status, caller).toBe(401);
    }
  });

  it('gives out the status, but no lab and no session, and runs and stops nothing', async () => {
    const headers = { [callerHeader]: '192.0.2.1', host: `${machineName}:5173` };
    const withToken = { ...headers, [tokenHeader]: openApi.pageToken };
    const routes: [string, string][] = [
      ['GET', '/api/labs'],
      ['GET', '/api/labs/05-nginx/diff'],
      ['POST', '/api/labs/05-nginx/run'],
      ['DELETE', '/api/labs/05-nginx/run'],
      ['POST', '/api/editor'],
      ['GET', '/api/session/descriptions'],
      ['GET', '/api/session/codecs'],
      ['POST', '/api/weather'],
      ['DELETE', '/api/weather'],
      ['POST', '/api/faults/nginx'],
      ['DELETE', '/api/faults/nginx'],
    ];
    for (const [method, path] of routes) {
      const { status, json } = await ask(openPort, path, { method, headers: withToken });
      expect({ path, status }).toEqual({ path, status: 403 });
      expect(json()).toEqual({
        error: {
          en: expect.stringContaining('on the machine'),
          es: expect.stringContaining('en la máquina'),
        },
      });
    }
    const remote = listen('192.0.2.1');
    await waitUntil('the status', () => /^event: status\ndata: .*\n\n/.test(remote()));
    const local = listen('127.0.0.1');
    await waitUntil('the labs', () => local().includes('event: lab\n'));
    expect(remote()).not.toContain('event: lab');
  });

  it('answers under no foreign name, whoever asks', async () => {
    for (const host of ['evil.example:5173', `${machineName}.evil.example`, 'localhost.']) {
      const headers = { [callerHeader]: '127.0.0.1', host };
      expect((await ask(openPort, '/api/publisher-access', { headers })).status, host).toBe(403);
    }
  });

  it('knows the machine’s own name only when it is open to the network', async () => {
    expect((await publisherAccess('127.0.0.1', undefined, closedPort)).status).toBe(403);
  });
});
