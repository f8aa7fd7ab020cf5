/** The manifests for Kubernetes: true to its schemas, equal to Compose, and closed. No cluster is needed. */
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { basePorts } from '../../../labs/settings.ts';
import { httpsBasePort } from '../../../scripts/docker/compose-environment.ts';
import { isCommand } from '../../../scripts/system/programs.ts';
import { run } from '../../../scripts/system/run.ts';
import { repositoryRoot } from '../../../scripts/system/work-directory.ts';
import {
  type Container,
  containersOf,
  type KubernetesObject,
  podsOf,
  readKustomization,
  readObjects,
  readServices,
  type Service,
} from './manifests.ts';
import { typeErrors } from './type-errors.ts';

let objects: KubernetesObject[];
let containers: Container[];
let compose: Record<string, Service>;
beforeAll(async () => {
  objects = await readObjects();
  containers = containersOf(objects);
  compose = await readServices('compose.yaml');
});

const named = (kind: string, name: string) =>
  objects.find((object) => object.kind === kind && object.metadata.name === name);

/** The package has a module for each group: `apps/v1`, and `core/v1` for what has no group. */
const moduleOf = (apiVersion: string): string => {
  const [group = '', version] = apiVersion.includes('/')
    ? apiVersion.split('/')
    : ['core', apiVersion];
  return `kubernetes-types/${group.split('.')[0]}/${version}`;
};

test('every object is as Kubernetes’ schemas want it', () => {
  const typed = objects.map((value) => {
    return { module: moduleOf(value.apiVersion), type: value.kind, value };
  });
  expect(typed.length).toBeGreaterThan(10);
  expect(typeErrors(typed)).toEqual([]);
}, 30_000);

test.runIf(await isCommand('kubectl'))(
  'kubectl renders them, with a version for each image',
  async () => {
    const folder = join(repositoryRoot, 'docker/kubernetes');
    const { output, exitCode } = await run('kubectl', ['kustomize', folder]);
    expect(exitCode, output).toBe(0);
    const images = [...output.matchAll(/ image: (.*)/g)].map(([, image]) => image);
    expect(new Set(images)).toEqual(new Set(Object.values(compose).map(({ image }) => image)));
  },
);

test('each container runs what Compose runs, with the same limit and the same question after its health', async () => {
  const { images } = await readKustomization();
  expect(containers.map(({ name }) => name).toSorted()).toEqual(Object.keys(compose).toSorted());
  for (const { name, image, command, args, resources, readinessProbe } of containers) {
    const service = compose[name];
    const tag = images.find((other) => other.name === image)?.newTag;
    expect(`${image}:${tag}`, name).toBe(service?.image);
    expect(resources?.limits?.memory, name).toBe(kubernetesSize(service?.mem_limit));
    expect(readinessProbe?.exec?.command, name).toEqual(service?.healthcheck?.test.slice(1));
    // What has no command in Compose has it in its image.
    if (service?.command) expect(args, name).toEqual(service.command);
    expect(command, name).toEqual(service?.entrypoint);
  }
});

/** Compose's 256m and 2g are powers of two. */
const kubernetesSize = (size = ''): string => size.replace('m', 'Mi').replace('g', 'Gi');

test('each container is as closed as "restricted" wants it', () => {
  for (const pod of podsOf(objects)) {
    expect(pod).toMatchObject({
      securityContext: {
        runAsNonRoot: true,
        runAsUser: 10_001,
        seccompProfile: { type: 'RuntimeDefault' },
      },
      automountServiceAccountToken: false,
      // "workshop" is a Service: Kubernetes would set WORKSHOP_PORT.
      enableServiceLinks: false,
    });
    expect(pod).not.toHaveProperty('hostNetwork');
  }
  for (const { name, securityContext, resources, livenessProbe } of containers) {
    expect(securityContext, name).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    });
    expect(Object.keys(resources?.requests ?? {}), name).toEqual(['cpu', 'memory']);
    if (!['config', 'publisher'].includes(name)) expect(livenessProbe, name).toBeDefined();
  }
});

test('one ingest, and never two at once', () => {
  expect(named('Deployment', 'ingest')?.spec).toMatchObject({
    replicas: 1,
    strategy: { type: 'Recreate' },
  });
});

test('the ports are those of the settings', () => {
  const portsOf = (name: string) => containers.find((container) => container.name === name)?.ports;
  const ice = portsOf('janus')?.filter(({ hostPort }) => hostPort !== undefined) ?? [];
  const { iceFirst, iceLast } = basePorts;
  expect(ice).toEqual(
    Array.from({ length: iceLast - iceFirst + 1 }, (_, index) => ({
      containerPort: iceFirst + index,
      hostPort: iceFirst + index,
      protocol: 'UDP',
    })),
  );
  const numbers = (name: string) => portsOf(name)?.map(({ containerPort }) => containerPort);
  expect(numbers('janus')?.[0]).toBe(basePorts.janusWebSocket);
  expect(numbers('origin')).toEqual([basePorts.origin]);
  expect(numbers('edge')).toEqual([basePorts.origin]);
  expect(numbers('front')).toEqual([basePorts.origin, httpsBasePort]);
  expect(numbers('workshop')).toEqual([basePorts.site]);
  const other = containers
    .filter(({ name }) => name !== 'janus')
    .flatMap(({ ports = [] }) => ports);
  expect(other.filter(({ hostPort }) => hostPort !== undefined)).toEqual([]);
});

test('only the front is open to others, and nobody reaches what rules Janus and the transcoder', () => {
  const open = objects.filter(({ kind, spec }) => kind === 'Service' && spec?.type !== undefined);
  expect(open.map(({ metadata }) => metadata.name)).toEqual(['front']);
  const policies = objects.filter(({ kind }) => kind === 'NetworkPolicy').map(({ spec }) => spec);
  expect(policies).toContainEqual({ podSelector: {}, policyTypes: ['Ingress'] });
  const rules = policies.flatMap(
    (spec) => (spec?.ingress ?? []) as { from?: unknown; ports: unknown[] }[],
  );
  const { iceFirst, iceLast, janusWebSocket, site, origin } = basePorts;
  const tcp = (port: number) => ({ protocol: 'TCP', port });
  const from = (app: string) => [{ podSelector: { matchLabels: { app } } }];
  expect(rules).toEqual([
    { from: from('edge'), ports: [tcp(origin)] },
    { from: from('front'), ports: [tcp(janusWebSocket), tcp(site)] },
    { ports: [{ protocol: 'UDP', port: iceFirst, endPort: iceLast }] },
    { from: from('front'), ports: [tcp(origin)] },
    { ports: [tcp(origin), tcp(httpsBasePort)] },
  ]);
});

test('no secret stands in them, and nobody counts as local', () => {
  expect(objects.filter(({ kind }) => kind === 'Secret')).toEqual([]);
  const variables = containers.flatMap(({ env = [] }) => env);
  expect(variables.map(({ name }) => name)).not.toContain('WORKSHOP_GATEWAY_IS_LOCAL');
  expect(variables.filter(({ value }) => value !== undefined)).toEqual([]);
});
