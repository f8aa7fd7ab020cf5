/** What the probe makes of nginx's own counter: without what the probe itself asked, and after a new start. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it, onTestFinished, vi } from 'vitest';
import { createSettings } from '../../../labs/settings.ts';
import { NginxProbe } from '../../../scripts/probes/nginx.ts';
import { processRemedies } from '../../../scripts/probes/remedies.ts';
import type { ProbeSources } from '../../../scripts/probes/sources.ts';
import { newSecrets } from '../../../scripts/stack/secrets.ts';

afterEach(() => void vi.useRealTimers());

it('counts the players’ requests only, also after nginx was started anew', async () => {
  /** As ngx_http_stub_status_module counts: every one, those of the probe too. */
  let requests = 0;
  const server = createServer((request, response) => {
    requests += 1;
    const page = `Active connections: 1 \nserver accepts handled requests\n 1 1 ${requests} \n`;
    response.end(request.url === '/nginx-status' ? page : '');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const settings = createSettings({ workDirectory: '/nowhere', secrets: newSecrets() });
  const ports = { ...settings.ports, origin: (server.address() as AddressInfo).port };
  const probe = new NginxProbe({
    settings: { ...settings, ports },
    remedies: processRemedies(settings),
    delivery: null,
    nginx: { pid: 1, state: 'running' },
    playlist: { segments: ['one'] },
  } as unknown as ProbeSources);
  vi.useFakeTimers({ toFake: ['performance'] });
  const requestsPerSecond = async (players: number) => {
    requests += players;
    vi.advanceTimersByTime(1_000);
    return (await probe.look()).figures.requestsPerSecond;
  };
  await requestsPerSecond(0);
  for (let second = 0; second < 20; second += 1) await requestsPerSecond(second % 2 ? 4 : 0);
  expect(await requestsPerSecond(2)).toBeCloseTo(2, 0);
  requests = 0;
  expect(await requestsPerSecond(0)).toBeNull();
  expect(await requestsPerSecond(3)).toBe(3);
});
