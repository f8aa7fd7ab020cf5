/** A room on a swarm of one machine: this engine's, which joins none before and is in none after. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { basePorts } from '../../../labs/settings.ts';
import { freePortOffset, releasePortOffset } from '../../../scripts/checks/free-port-offset.ts';
import { waitUntil } from '../../../scripts/checks/wait-until.ts';
import { ensureCertificate } from '../../../scripts/containers/certificate.ts';
import { Compose } from '../../../scripts/docker/compose.ts';
import { httpsBasePort } from '../../../scripts/docker/compose-environment.ts';
import { repositoryRoot } from '../../../scripts/system/work-directory.ts';
import { must } from './must.ts';

const stackFile = join(repositoryRoot, 'docker/swarm/stack.yaml');
/** What every engine in a swarm makes for itself, and leaves there. */
const gatewayBridge = 'docker_gwbridge';

export interface SwarmStack {
  playlistUrl: string;
  httpsPort: number;
  deploy(): Promise<void>;
  docker(...args: readonly string[]): Promise<string>;
  lines(...args: readonly string[]): Promise<string[]>;
  /** The containers of a service that run and, where somebody asks, are healthy. */
  containers(service: string): Promise<string[]>;
  /** Ends a container's process as a crash does: `docker kill` would be a wish. */
  crash(container: string): Promise<void>;
  scale(service: string, replicas: number): Promise<void>;
  /** Takes the stack down, and its volumes. @returns what the engine still has of it. */
  remove(): Promise<string[]>;
  end(): Promise<void>;
}

export async function openSwarmStack(): Promise<SwarmStack> {
  const portOffset = await freePortOffset();
  const folder = await mkdtemp(join(tmpdir(), 'workshop-swarm-'));
  await ensureCertificate(folder, '127.0.0.1');
  const room = `workshop-test-${process.pid}`;
  const ports = { http: basePorts.origin + portOffset, https: httpsBasePort + portOffset };
  const environment = {
    ...process.env,
    WORKSHOP_ROOM: room,
    WORKSHOP_PROFILE: 'low',
    WORKSHOP_HOST: '127.0.0.1',
    WORKSHOP_ICE_ADDRESS: '127.0.0.1',
    WORKSHOP_ORIGIN_PORT: String(ports.http),
    WORKSHOP_HTTPS_PORT: String(ports.https),
    WORKSHOP_CERTIFICATE_FOLDER: folder,
  };
  const docker = (...args: readonly string[]) => must('docker', args, { environment });
  const lines = async (...args: readonly string[]) =>
    (await docker(...args)).split('\n').filter(Boolean);
  const label = `label=com.docker.stack.namespace=${room}`;
  const hadBridge = (await lines('network', 'ls', '--format', '{{.Name}}')).includes(gatewayBridge);

  const compose = await Compose.find(room, environment);
  await compose.run('build');
  await joinSwarm(docker, room);
  const containers = (service: string) => {
    const name = `label=com.docker.swarm.service.name=${room}_${service}`;
    return lines('ps', '--quiet', '--filter', name, '--filter', 'status=running');
  };
  const volumes = () => lines('volume', 'ls', '--quiet', '--filter', label);
  return {
    ...{ docker, lines, containers, httpsPort: ports.https },
    playlistUrl: `http://127.0.0.1:${ports.http}/live/index.m3u8`,
    async deploy() {
      // Images are of this engine: no registry is to be asked for them.
      const file = ['--compose-file', stackFile, '--resolve-image', 'never'];
      await docker('stack', 'deploy', ...file, room);
    },
    async crash(container) {
      const pid = Number(await docker('inspect', '--format', '{{.State.Pid}}', container));
      process.kill(pid, 'SIGKILL');
    },
    async scale(service, replicas) {
      await docker('service', 'scale', '--detach', `${room}_${service}=${replicas}`);
    },
    async remove() {
      await docker('stack', 'rm', room);
      const left = () => lines('ps', '--all', '--quiet', '--filter', label);
      await waitUntil('no container is left', async () => (await left()).length === 0, 30_000);
      // Swarm keeps volumes: the secrets are in one.
      const kept = await volumes();
      if (kept.length > 0) await docker('volume', 'rm', ...kept);
      const kinds = ['service', 'network', 'secret', 'config', 'volume'];
      const remains = (kind: string) => lines(kind, 'ls', '--quiet', '--filter', label);
      return (await Promise.all(kinds.map(remains))).flat();
    },
    async end() {
      await docker('stack', 'rm', room).catch(() => {});
      await docker('swarm', 'leave', '--force');
      const kept = await volumes();
      if (kept.length > 0) await docker('volume', 'rm', ...kept).catch(() => {});
      if (!hadBridge) await docker('network', 'rm', gatewayBridge).catch(() => {});
      await rm(folder, { recursive: true, force: true });
      await releasePortOffset(portOffset);
    },
  };
}

/** @throws {Error} where the engine is in a swarm already: that one is not ours. */
async function joinSwarm(docker: SwarmStack['docker'], room: string): Promise<void> {
  const state = (await docker('info', '--format', '{{.Swarm.LocalNodeState}}')).trim();
  if (state !== 'inactive') throw new Error(`environment: this engine’s swarm is ${state}`);
  await docker('swarm', 'init', '--advertise-addr', '127.0.0.1');
  const node = (await docker('node', 'ls', '--quiet')).trim();
  const labels = ['ingest', 'edge'].flatMap((tier) => ['--label-add', `workshop.${tier}=${room}`]);
  await docker('node', 'update', ...labels, node);
}
