/** The stack for Swarm: equal to Compose but in what Swarm does otherwise. */
import { beforeAll, expect, test } from 'vitest';
import { basePorts } from '../../../labs/settings.ts';
import { clusterConfigs } from '../../../scripts/docker/cluster-configs.ts';
import { readDocker, readServices, type Service } from './manifests.ts';

let compose: Record<string, Service>;
let swarm: Record<string, Service>;
beforeAll(async () => {
  compose = await readServices('compose.yaml');
  swarm = await readServices('swarm/stack.yaml');
});

test('each service runs what Compose runs, as closed, with the same limit', () => {
  expect(Object.keys(swarm).toSorted()).toEqual(Object.keys(compose).toSorted());
  for (const [name, { image, command, mem_limit, healthcheck }] of Object.entries(compose)) {
    const service = swarm[name];
    expect(service, name).toMatchObject({ image, read_only: true, cap_drop: ['ALL'] });
    // What has no command in Compose has it in its image; an entrypoint here takes that away.
    if (command) expect(service?.command, name).toEqual(command);
    else expect(service?.command, name).toBeDefined();
    expect(service?.deploy?.resources?.limits?.memory, name).toBe(mem_limit);
    // Swarm ends who is not well: the transcoder is asked whether it answers, not whether Janus does.
    const question = healthcheck?.test.join(' ').replace('5174 /healthz', '5174 /api/status');
    expect(service?.healthcheck?.test.join(' '), name).toBe(question);
  }
  expect(swarm.front?.entrypoint).toEqual(compose.front?.entrypoint);
});

test('published are media and the front, on the machines they run on, and nothing else', () => {
  const { iceFirst, iceLast, origin } = basePorts;
  const published = Object.entries(swarm).filter(([, { ports }]) => ports !== undefined);
  expect(published.map(([name]) => name)).toEqual(['janus', 'front']);
  expect(swarm.janus?.ports).toEqual(
    Array.from({ length: iceLast - iceFirst + 1 }, (_, index) => ({
      target: iceFirst + index,
      published: iceFirst + index,
      protocol: 'udp',
      mode: 'host',
    })),
  );
  expect(swarm.front?.ports).toEqual([
    { target: origin, published: String(origin), mode: 'host' },
    { target: 8443, published: '8443', mode: 'host' },
  ]);
});

test('every name stands for its tasks, and nobody counts as local', () => {
  for (const [name, { deploy, environment }] of Object.entries(swarm)) {
    expect(deploy?.endpoint_mode, name).toBe('dnsrr');
    expect(environment ?? {}, name).not.toHaveProperty('WORKSHOP_GATEWAY_IS_LOCAL');
  }
});

test.each(Object.entries(clusterConfigs()))('%s is as it would be made now', async (path, text) => {
  expect(await readDocker(path), 'npm run docker:render').toBe(text);
});
