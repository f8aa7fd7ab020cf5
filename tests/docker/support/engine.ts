/**
 * An engine for the tests: the one that runs here, or Debian's own, with folders and a socket of its
 * own. One for all files of tests: images are built once.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { waitUntil } from '../../../scripts/checks/wait-until.ts';
import { isCommand } from '../../../scripts/system/programs.ts';
import { run } from '../../../scripts/system/run.ts';
import { makeBaseImages, missingBaseImages } from './base-images.ts';
import { must } from './must.ts';
import { keepNetworkState } from './network-state.ts';

const packages = ['docker.io', 'docker-compose', 'debootstrap', 'iptables'];
const startLimitMilliseconds = 30_000;

/**
 * vitest's globalSetup. Tests find the engine as everybody does, by `DOCKER_HOST`.
 * @returns ends what was started, and takes away what it left on this machine.
 * @throws {Error} where none runs and none can be started: that is the environment's.
 */
export async function setup(): Promise<() => Promise<void>> {
  if ((await run('docker', ['version'])).exitCode === 0) {
    // Somebody's own engine: it gets no image under a name that is not ours.
    const [missing] = await missingBaseImages();
    if (missing)
      throw new Error(`environment: this engine cannot get ${missing}: docker pull ${missing}`);
    return async () => {};
  }
  if (process.getuid?.() !== 0) {
    throw new Error('environment: no Docker engine answers, and only root can start one');
  }
  await install();
  const folder = await mkdtemp(join(tmpdir(), 'workshop-docker-'));
  const putBack = await keepNetworkState(join(folder, 'iptables'));
  const socket = join(folder, 'docker.sock');
  process.env.DOCKER_HOST = `unix://${socket}`;
  const child = await startDaemon(folder, socket);
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  const stop = async () => {
    for (const signal of signals) process.off(signal, stopAtOnce);
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await ended;
    await run('umount', ['--recursive', join(folder, 'exec')]);
    await putBack();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  // vitest takes nothing down when it is interrupted.
  const stopAtOnce = () => void stop().finally(() => process.exit(130));
  for (const signal of signals) process.once(signal, stopAtOnce);
  try {
    await waitUntil(
      'the Docker engine answers',
      async () => (await run('docker', ['version'])).exitCode === 0,
      startLimitMilliseconds,
    );
    for (const image of await missingBaseImages()) await makeBaseImages[image](folder);
  } catch (error) {
    await stop();
    throw error;
  }
  return stop;
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
