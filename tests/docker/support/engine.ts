/** An engine for the tests: the one that runs here, or Debian's own, with folders and a socket of its own. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { waitUntil } from '../../../scripts/checks/wait-until.ts';
import { isCommand } from '../../../scripts/system/programs.ts';
import { run } from '../../../scripts/system/run.ts';
import { ensureBaseImages } from './base-images.ts';
import { must } from './must.ts';
import { keepNetworkState } from './network-state.ts';

export interface Engine {
  /** For `docker` and Compose. */
  environment: NodeJS.ProcessEnv;
  /** Ends what was started, and takes away what it left on this machine. */
  stop(): Promise<void>;
}

const packages = ['docker.io', 'docker-compose', 'debootstrap', 'iptables'];
const startLimitMilliseconds = 30_000;

/** @throws {Error} where none runs and none can be started: that is the environment's. */
export async function startEngine(): Promise<Engine> {
  const folder = await mkdtemp(join(tmpdir(), 'workshop-docker-'));
  const removeFolder = () => rm(folder, { recursive: true, force: true, maxRetries: 5 });
  const running = await run('docker', ['version', '--format', '{{.Server.Version}}']);
  if (running.exitCode === 0) {
    await ensureBaseImages(folder, process.env);
    return { environment: process.env, stop: removeFolder };
  }
  if (process.getuid?.() !== 0) {
    throw new Error('environment: no Docker engine answers, and only root can start one');
  }
  await install();
  const putBack = await keepNetworkState(join(folder, 'iptables'));
  const socket = join(folder, 'docker.sock');
  const environment = { ...process.env, DOCKER_HOST: `unix://${socket}` };
  const child = await startDaemon(folder, socket);
  const stop = async () => {
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await ended;
    await run('umount', ['--recursive', join(folder, 'exec')]);
    await putBack();
    await removeFolder();
  };
  try {
    await waitUntil(
      'the Docker engine answers',
      async () => (await run('docker', ['version'], { environment })).exitCode === 0,
      startLimitMilliseconds,
    );
    await ensureBaseImages(folder, environment);
  } catch (error) {
    await stop();
    throw error;
  }
  return { environment, stop };
}

async function install(): Promise<void> {
  const commands = ['dockerd', 'docker-compose', 'debootstrap', 'iptables-save'];
  const found = await Promise.all(commands.map((name) => isCommand(name)));
  if (found.every(Boolean)) return;
  if (!(await isCommand('apt-get'))) {
    throw new Error(`environment: this system has no apt-get to install ${packages.join(' ')}`);
  }
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await must('apt-get', ['update'], { environment });
  const quietly = ['install', '--yes', '--no-install-recommends'];
  await must('apt-get', [...quietly, ...packages], { environment });
}

async function startDaemon(folder: string, socket: string) {
  for (const name of ['data', 'exec']) await mkdir(join(folder, name));
  const log = await open(join(folder, 'dockerd.log'), 'w');
  const child = spawn(
    'dockerd',
    [
      ...['--data-root', join(folder, 'data'), '--exec-root', join(folder, 'exec')],
      ...['--pidfile', join(folder, 'dockerd.pid'), '--host', `unix://${socket}`],
    ],
    { detached: true, stdio: ['ignore', log.fd, log.fd] },
  );
  await log.close();
  return child;
}
