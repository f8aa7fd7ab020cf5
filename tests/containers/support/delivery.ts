/** An edge before an origin: two real nginx on loopback, each in a folder and at a port of its own. */
import { readFile, rename, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Settings } from '../../../labs/settings.ts';
import { type Answer, ask, type Question } from '../../../scripts/checks/ask.ts';
import { ownSettings } from '../../../scripts/checks/own-settings.ts';
import { edgeConfig } from '../../../scripts/containers/edge-config.ts';
import { nginxDaemon } from '../../../scripts/stack/daemons.ts';
import type { Daemon } from '../../../scripts/stack/keep-running.ts';
import { nginxConfig } from '../../../solutions/05-nginx/nginx.ts';
import { farAway } from '../../support/far-away.ts';
import { programPath } from '../../support/program.ts';
import { startNameServer } from './name-server.ts';

export const playlistPath = '/live/index.m3u8';

export interface Delivery {
  /** Asks the edge. */
  get(path: string, question?: Question): Promise<Answer>;
  /** Replaces the playlist by that of so many segments later, as one step. */
  writePlaylist(mediaSequence: number, writtenAt?: Date): Promise<void>;
  writeSegment(name: string, content: string | Buffer): Promise<void>;
  /** How many requests the origin has had, this question not counted. */
  originRequests(): Promise<number>;
  origin: {
    stop(): Promise<void>;
    start(): Promise<void>;
    /** It stays connected, and answers nothing. */
    freeze(): Promise<void>;
    thaw(): Promise<void>;
    forgetName(): void;
    learnName(): void;
  };
}

export interface DeliveryChoices {
  /** Instead of what stage 05 says, so that a test need not wait for half a minute. */
  staleIfErrorSeconds?: number;
  /** How far the origin is from the edge: one way. */
  distanceMilliseconds?: number;
}

export async function startDelivery({
  staleIfErrorSeconds = 30,
  distanceMilliseconds = 0,
}: DeliveryChoices = {}): Promise<Delivery> {
  const program = await programPath('nginx');
  const { settings } = await testSettings();
  const config = nginxConfig(settings).replace(/stale-if-error=\d+/, () => {
    return `stale-if-error=${staleIfErrorSeconds}`;
  });
  const { live } = settings.paths;
  const place = async (name: string, content: string | Buffer, writtenAt?: Date) => {
    const draft = join(live, `.${name}`);
    await writeFile(draft, content);
    if (writtenAt) await utimes(draft, writtenAt, writtenAt);
    await rename(draft, join(live, name));
  };
  const writePlaylist = (mediaSequence: number, writtenAt?: Date) =>
    place('index.m3u8', playlistOf(mediaSequence), writtenAt);
  await writePlaylist(1);

  let origin = await startNginx(settings, config, program);
  const names = await startNameServer();
  onTestFinished(() => names.close());
  const { settings: edge } = await testSettings();
  const { origin: originPort } = settings.ports;
  const port =
    distanceMilliseconds === 0 ? originPort : await farAway(originPort, distanceMilliseconds);
  const edgeText = edgeConfig(edge, names.address, { host: 'origin', port });
  await startNginx(edge, edgeText, program);

  let ownQuestions = 0;
  const signalOrigin = async (signal: 'SIGSTOP' | 'SIGCONT') => {
    for (const pid of await processesOf(origin)) process.kill(pid, signal);
  };
  return {
    get: (path, question) => ask(edge.ports.origin, path, question),
    writePlaylist,
    writeSegment: (name, content) => place(name, content),
    async originRequests() {
      ownQuestions += 1;
      const { text } = await ask(settings.ports.origin, '/nginx-status');
      return Number(/\n\s*\d+ \d+ (\d+)/.exec(text)?.[1]) - ownQuestions;
    },
    origin: {
      stop: () => origin.stop(),
      async start() {
        origin = await startNginx(settings, config, program);
      },
      async freeze() {
        onTestFinished(() => signalOrigin('SIGCONT'));
        await signalOrigin('SIGSTOP');
      },
      thaw: () => signalOrigin('SIGCONT'),
      forgetName: () => names.forget(),
      learnName: () => names.learn(),
    },
  };
}

export const mediaSequenceOf = ({ text }: Answer): number =>
  Number(/#EXT-X-MEDIA-SEQUENCE:(\d+)/.exec(text)?.[1]);

async function testSettings() {
  const own = await ownSettings();
  onTestFinished(own.remove);
  return own;
}

async function startNginx(settings: Settings, config: string, program: string): Promise<Daemon> {
  const nginx = await nginxDaemon(settings, { nginxConfig: () => config }, program, () => {});
  await nginx.start();
  onTestFinished(() => nginx.stop());
  return nginx;
}

/** nginx itself and its workers. */
async function processesOf({ pid }: Daemon): Promise<number[]> {
  if (pid === null) return [];
  const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8');
  return [pid, ...children.trim().split(' ').map(Number)];
}

const playlistOf = (mediaSequence: number): string => `#EXTM3U
#EXT-X-VERSION:3
#EXT-X-TARGETDURATION:4
#EXT-X-MEDIA-SEQUENCE:${mediaSequence}
#EXTINF:4.000,
segment-${mediaSequence}.ts
`;
