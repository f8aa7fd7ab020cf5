/** The daemons of the pipeline: what each is started with, and how one sees that it answers. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Settings } from '../../labs/settings.ts';
import { JanusClient } from '../janus/janus-client.ts';
import type { Text } from '../language/text.ts';
import { syntheticDisplayName } from '../publisher/display-name.ts';
import { repositoryRoot } from '../system/work-directory.ts';
import { Daemon } from './keep-running.ts';
import { startProcess } from './process.ts';
import type { RunningStages } from './stages.ts';

const answerLimitMilliseconds = 10_000;
const retryMilliseconds = 25;
/** Configurations hold secrets. */
const ownerOnly = { mode: 0o600 };

/** Stage 02, running. */
export async function janusDaemon(
  settings: Settings,
  stages: Pick<RunningStages, 'janusConfig'>,
  command: string,
  onChange: () => void,
  note: (text: Text) => void = () => {},
): Promise<Daemon> {
  const folder = settings.paths.janus;
  for (const [name, text] of Object.entries(await stages.janusConfig(settings))) {
    await writeFile(join(folder, name), text, ownerOnly);
  }
  return new Daemon({
    name: 'janus',
    onChange,
    note,
    start: () =>
      startProcess({
        name: 'janus',
        command,
        args: ['--configs-folder', folder],
        logFile: logFile(settings, 'janus'),
        // Should it crash, its core dump lands here and not among the student's files.
        workingDirectory: settings.paths.logs,
        deathSignal: 'KILL',
      }),
    ready: (_process, signal) => untilItAnswers('janus', signal, () => askJanus(settings)),
  });
}

/** Janus answers when its API lets us create a session. Whether the room is right is a probe's business. */
export async function askJanus({ ports, secrets, janusHost }: Settings): Promise<void> {
  const url = `ws://${janusHost}:${ports.janusWebSocket}`;
  const client = await JanusClient.connect(url, { apiSecret: secrets.api });
  await client.close();
}

/** Stage 05, running. */
export async function nginxDaemon(
  settings: Settings,
  stages: Pick<RunningStages, 'nginxConfig'>,
  command: string,
  onChange: () => void,
  note: (text: Text) => void = () => {},
): Promise<Daemon> {
  const folder = settings.paths.nginx;
  const config = join(folder, 'nginx.conf');
  await writeFile(config, await stages.nginxConfig(settings), ownerOnly);
  return new Daemon({
    name: 'nginx',
    onChange,
    note,
    start: () =>
      startProcess({
        name: 'nginx',
        command,
        // Not daemonized, so that the supervisor's child is nginx itself and not its launcher.
        args: ['-e', 'stderr', '-p', folder, '-c', config],
        logFile: logFile(settings, 'nginx'),
        deathSignal: 'TERM',
      }),
    ready: (_process, signal) => untilItAnswers('nginx', signal, () => askNginx(settings)),
  });
}

export async function askNginx(settings: Settings): Promise<void> {
  const answer = await fetch(`http://${originHost(settings)}/live/index.m3u8`, { method: 'HEAD' });
  if (answer.status >= 500) throw new Error(`nginx answered ${answer.status}`);
}

/** Where this machine reaches nginx: an address for everyone includes the loopback one. */
export function originHost({ originHost, listenAddress, ports }: Settings): string {
  if (originHost) return `${originHost}:${ports.origin}`;
  const address = ['0.0.0.0', '::'].includes(listenAddress) ? '127.0.0.1' : listenAddress;
  return `${address.includes(':') ? `[${address}]` : address}:${ports.origin}`;
}

/**
 * The publisher that needs neither camera nor browser. It starts again by itself when Janus comes back.
 * @param janusUrl asked at each start where to call Janus; null: where it listens.
 */
export function syntheticPublisher(
  settings: Settings,
  ffmpegPath: string,
  onChange: () => void,
  note: (text: Text) => void,
  janusUrl = (): string | null => null,
): Daemon {
  const { ports, secrets, room, janusHost } = settings;
  const orders = () => ({
    url: janusUrl() ?? `ws://${janusHost}:${ports.janusWebSocket}`,
    apiSecret: secrets.api,
    roomId: room.id,
    pin: secrets.pin,
    displayName: syntheticDisplayName,
    ffmpegPath,
  });
  return new Daemon({
    name: 'publisher',
    onChange,
    note,
    start: () =>
      startProcess({
        name: 'publisher',
        command: process.execPath,
        args: ['--import', 'tsx', join(repositoryRoot, 'scripts/publisher/main.ts')],
        logFile: logFile(settings, 'publisher'),
        input: `${JSON.stringify(orders())}\n`,
        deathSignal: 'KILL',
      }),
    // It is ready when it publishes, which the session controller sees; nothing to wait for here.
    ready: async () => {},
  });
}

/** Asks again and again until there is an answer. @throws {Error} the last refusal, after the limit. */
async function untilItAnswers(
  name: string,
  signal: AbortSignal,
  ask: () => Promise<void>,
): Promise<void> {
  const deadline = performance.now() + answerLimitMilliseconds;
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      signal.throwIfAborted();
      if (performance.now() > deadline) {
        throw new Error(`${name} did not answer in ${answerLimitMilliseconds / 1_000} s`, {
          cause: error,
        });
      }
      await delay(retryMilliseconds);
    }
  }
}

/** Where a process of the stack writes what it has to say. */
export const logFile = (settings: Settings, name: string): string =>
  join(settings.paths.logs, `${name}.log`);
