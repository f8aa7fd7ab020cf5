/** The stack in containers, for the tests of a file: built, started, and taken away without a trace. */
import { createSettings, type Settings } from '../../../labs/settings.ts';
import { freePortOffset, releasePortOffset } from '../../../scripts/checks/free-port-offset.ts';
import { waitUntil } from '../../../scripts/checks/wait-until.ts';
import { Compose } from '../../../scripts/docker/compose.ts';
import { composeEnvironment, unknownSecrets } from '../../../scripts/docker/compose-environment.ts';
import { type Status, statusSchema } from '../../../scripts/stack/status.ts';
import { must } from './must.ts';

export const services = ['janus', 'transcoder', 'publisher', 'origin', 'edge', 'front', 'workshop'];

export interface ContainerStack {
  settings: Settings;
  compose: Compose;
  /** docker(1), with what it says. */
  docker(...args: readonly string[]): Promise<string>;
  /** The containers of a service. */
  containers(service: string): Promise<string[]>;
  /** One thing that the engine knows of a container. @param format a template of Go. */
  inspect(container: string, format: string): Promise<string>;
  /** The process of a container, as this machine numbers it. */
  pidOf(container: string): Promise<number>;
  status(): Promise<Status>;
  waitForStatus(what: string, fits: (status: Status) => boolean, seconds?: number): Promise<Status>;
  /** What the engine still has of this stack. */
  remains(): Promise<string[]>;
  end(): Promise<void>;
}

export async function openContainerStack(): Promise<ContainerStack> {
  const portOffset = await freePortOffset();
  const project = `workshop-test-${process.pid}`;
  const settings = createSettings({
    workDirectory: '/',
    secrets: unknownSecrets,
    portOffset,
    profile: 'low',
  });
  const variables = composeEnvironment({
    ...{
      profile: 'low',
      ingest: 'relay',
      video: 'copy',
      from: 'solutions',
      portOffset,
      host: null,
    },
  });
  const compose = await Compose.find(project, variables);
  const docker = (...args: readonly string[]) => must('docker', args);
  const inspect = async (container: string, format: string) =>
    (await docker('inspect', '--format', format, container)).trim();
  const label = `label=com.docker.compose.project=${project}`;
  const lines = async (...args: readonly string[]) =>
    (await docker(...args)).split('\n').filter(Boolean);

  const status = async () => {
    const response = await fetch(`http://127.0.0.1:${settings.ports.site}/api/status`);
    return statusSchema.parse(await response.json());
  };
  return {
    ...{ settings, compose, docker, inspect, status },
    containers: (service) =>
      lines(
        'ps',
        '--quiet',
        '--filter',
        label,
        '--filter',
        `label=com.docker.compose.service=${service}`,
      ),
    pidOf: async (container) => Number(await inspect(container, '{{.State.Pid}}')),
    async waitForStatus(what, fits, seconds = 60) {
      let last: Status | Error | undefined;
      const look = async () => {
        last = await status().catch((error: Error) => error);
        return !(last instanceof Error) && fits(last) ? last : null;
      };
      return waitUntil(what, look, seconds * 1_000).catch((error: Error) => {
        throw new Error(`${error.message}\n${toldBy(last)}`);
      });
    },
    async remains() {
      const found = await Promise.all([
        lines('ps', '--all', '--quiet', '--filter', label),
        lines('volume', 'ls', '--quiet', '--filter', label),
        lines('network', 'ls', '--quiet', '--filter', label),
      ]);
      return found.flat();
    },
    async end() {
      await compose.run('down', '--volumes').catch(() => {});
      await releasePortOffset(portOffset);
    },
  };
}

/** What stood last in the status, or why there was none. */
function toldBy(last: Status | Error | undefined): string {
  if (last === undefined || last instanceof Error) return `no status: ${last?.cause ?? last}`;
  const states = Object.entries(last.hops).map(([hop, { state }]) => `${hop} ${state}`);
  return `${last.verdict.sentence.en} (${states.join(', ')})`;
}
