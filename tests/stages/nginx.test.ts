/**
 * Stage 05 in what its lab does not try: the parts a student is given, and an origin that is open
 * to the network. The rest is in `labs/05-nginx/checks.ts`.
 */
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Settings } from '../../labs/settings.ts';
import type { NginxConfig } from '../../labs/stages.ts';
import { ask } from '../../scripts/checks/ask.ts';
import { ownSettings } from '../../scripts/checks/own-settings.ts';
import { JanusClient } from '../../scripts/janus/janus-client.ts';
import { nginxDaemon } from '../../scripts/stack/daemons.ts';
import { iceAddresses } from '../../scripts/system/addresses.ts';
import { run } from '../../scripts/system/run.ts';
import { nginxConfig } from '../../solutions/05-nginx/nginx.ts';
import { programPath } from '../support/program.ts';
import { startTestJanus } from '../support/test-room.ts';

/** Starts nginx with the rendered configuration; it ends with the test. */
async function startNginx(settings: Settings, config: NginxConfig = nginxConfig): Promise<void> {
  const stages = { nginxConfig: config };
  const nginx = await nginxDaemon(settings, stages, await programPath('nginx'), () => {});
  await nginx.start();
  onTestFinished(() => nginx.stop());
}

test('on loopback: no warnings, no version, no way to Janus; it says how it is', async () => {
  const { settings, remove } = await ownSettings();
  onTestFinished(remove);
  await startNginx(settings);
  const folder = settings.paths.nginx;
  const args = ['-t', '-e', 'stderr', '-p', folder, '-c', join(folder, 'nginx.conf')];
  expect((await run(await programPath('nginx'), args)).output).not.toMatch(/warn|emerg/);

  const { origin } = settings.ports;
  expect(await ask(origin, '/healthz')).toMatchObject({ status: 200, text: 'ok\n' });
  const status = await ask(origin, '/nginx-status');
  expect(status.text).toMatch(/Active connections: \d+/);
  expect(status.headers['cache-control']).toBe('no-store');
  expect(status.headers.server).toBe('nginx');
  const upgrade = { headers: { Connection: 'Upgrade', Upgrade: 'websocket' } };
  expect((await ask(origin, '/janus', upgrade)).status).toBe(404);
});

test('open to the network: /janus leads to Janus by WebSocket; the status stays private', async () => {
  const { settings } = await startTestJanus({ listenAddress: '0.0.0.0' });
  await startNginx(settings);
  const { origin } = settings.ports;

  // The client speaks once the upgrade (101) has been granted, and Janus answers it.
  const url = `ws://127.0.0.1:${origin}/janus`;
  const client = await JanusClient.connect(url, { apiSecret: settings.secrets.api });
  await client.close();
  for (const path of ['/janus/', '/janus/info', '/admin']) {
    expect((await ask(origin, path)).status, path).toBe(404);
  }

  expect((await fromOutside(origin, '/healthz')).status).toBe(200);
  const status = await fromOutside(origin, '/nginx-status');
  expect(status.status).toBe(403);
  expect(await status.text()).not.toContain('Active connections');
});

test('in a container: other containers may read the status; it starts without Janus, and leads nowhere', async () => {
  const { settings, remove } = await ownSettings({ listenAddress: '0.0.0.0' });
  onTestFinished(remove);
  const inContainer = { ...settings, originHost: 'origin', janusHost: 'janus' };
  await startNginx(settings, () => nginxConfig(inContainer));
  const { origin } = settings.ports;
  expect(await (await fromOutside(origin, '/nginx-status')).text()).toContain('Active connections');
  expect((await fromOutside(origin, '/janus')).status).toBe(404);
});

/** By an address of this machine that is not loopback. */
function fromOutside(port: number, path: string): Promise<Response> {
  const outside = iceAddresses().find(({ family }) => family === 'IPv4')?.address;
  return fetch(`http://${outside}:${port}${path}`);
}
