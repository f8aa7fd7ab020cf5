/** Plain `docker compose up` and `npm start -- --docker` mean the same: compose.yaml's defaults are the settings'. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { composeFile } from '../../../scripts/docker/compose.ts';
import {
  type ContainerChoices,
  composeEnvironment,
} from '../../../scripts/docker/compose-environment.ts';
import { repositoryRoot } from '../../../scripts/system/work-directory.ts';

const nobodyElse: ContainerChoices = {
  profile: 'classic',
  ingest: 'relay',
  video: 'copy',
  from: 'solutions',
  portOffset: 0,
  host: null,
};

/** Every `${NAME:-default}` of compose.yaml; a name may stand there more than once. */
async function defaults(): Promise<[name: string, value: string][]> {
  const text = await readFile(composeFile, 'utf8');
  return [...text.matchAll(/\$\{(\w+):-([^}]*)\}/g)].map(([, name = '', value = '']) => [
    name,
    value,
  ]);
}

it('has the defaults of the settings', async () => {
  const { version } = JSON.parse(await readFile(join(repositoryRoot, 'package.json'), 'utf8'));
  const expected = {
    ...composeEnvironment(nobodyElse),
    WORKSHOP_VERSION: version,
    WORKSHOP_REGISTRY: '',
    WORKSHOP_LANG: '',
    WORKSHOP_COMPOSE: 'docker compose',
  };
  const found = await defaults();
  for (const [name, value] of found)
    expect([name, value]).toEqual([name, expected[name as keyof typeof expected]]);
  expect(new Set(found.map(([name]) => name))).toEqual(new Set(Object.keys(expected)));
});

it('moves every port by the offset', () => {
  const { WORKSHOP_PORT_OFFSET, WORKSHOP_ICE_PORTS, ...moved } = composeEnvironment({
    ...nobodyElse,
    portOffset: 100,
  });
  const here = composeEnvironment(nobodyElse);
  expect(WORKSHOP_PORT_OFFSET).toBe('100');
  expect(WORKSHOP_ICE_PORTS).toBe('20100-20129');
  const ports = Object.entries(moved).filter(([name]) => name.endsWith('_PORT'));
  expect(ports).toHaveLength(5);
  for (const [name, port] of ports) expect(Number(port) - Number(here[name])).toBe(100);
});

it('listens beyond this machine only for a class that was told an address', () => {
  expect(composeEnvironment(nobodyElse)).toMatchObject({ WORKSHOP_LISTEN: '127.0.0.1' });
  expect(composeEnvironment({ ...nobodyElse, host: '192.0.2.7' })).toMatchObject({
    WORKSHOP_LISTEN: '0.0.0.0',
    WORKSHOP_HOST: '192.0.2.7',
  });
});
