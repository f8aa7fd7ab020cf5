/** What stands in docker/, read: the same services for Compose, Swarm and Kubernetes. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import { repositoryRoot } from '../../../scripts/system/work-directory.ts';

const folder = join(repositoryRoot, 'docker');

export interface Service {
  image: string;
  command?: string[];
  entrypoint?: string[];
  read_only?: boolean;
  cap_drop?: string[];
  mem_limit?: string;
  healthcheck?: { test: string[] };
  environment?: Record<string, string>;
  ports?: unknown[];
  deploy?: {
    replicas?: string;
    endpoint_mode?: string;
    resources?: { limits?: { memory?: string } };
  };
}

export interface Container {
  name: string;
  image: string;
  command?: string[];
  args?: string[];
  ports?: { containerPort: number; hostPort?: number; protocol?: string }[];
  env?: { name: string; value?: string }[];
  securityContext?: unknown;
  resources?: { requests?: Record<string, string>; limits?: Record<string, string> };
  readinessProbe?: { exec?: { command: string[] } };
  livenessProbe?: { exec?: { command: string[] } };
}

export interface PodSpec {
  initContainers?: Container[];
  containers: Container[];
  [field: string]: unknown;
}

export interface KubernetesObject {
  apiVersion: string;
  kind: string;
  metadata: { name: string };
  spec?: { replicas?: number; template?: { spec: PodSpec }; [field: string]: unknown };
}

interface Kustomization {
  resources: string[];
  images: { name: string; newTag: string }[];
}

export const readDocker = (path: string): Promise<string> => readFile(join(folder, path), 'utf8');

/** With every default in its place: what runs when nothing is chosen. */
export async function readServices(path: string): Promise<Record<string, Service>> {
  const text = (await readDocker(path)).replace(/\$\{\w+:-([^}]*)\}/g, '$1');
  return (parse(text, { merge: true }) as { services: Record<string, Service> }).services;
}

export const readKustomization = async (): Promise<Kustomization> =>
  parse(await readDocker('kubernetes/kustomization.yaml')) as Kustomization;

export async function readObjects(): Promise<KubernetesObject[]> {
  const { resources } = await readKustomization();
  const texts = await Promise.all(resources.map((name) => readDocker(`kubernetes/${name}`)));
  return texts
    .flatMap((text) => parseAllDocuments(text))
    .map((document) => {
      const [error] = document.errors;
      if (error) throw error;
      return document.toJS() as KubernetesObject;
    });
}

export const podsOf = (objects: readonly KubernetesObject[]): PodSpec[] =>
  objects.flatMap(({ spec }) => (spec?.template ? [spec.template.spec] : []));

export const containersOf = (objects: readonly KubernetesObject[]): Container[] =>
  podsOf(objects).flatMap(({ initContainers = [], containers }) => [
    ...initContainers,
    ...containers,
  ]);
