/** A live stream behind an nginx of stage 05 that writes down who asked for what. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { startLiveSource } from '../../../scripts/checks/live-source.ts';
import { ownSettings } from '../../../scripts/checks/own-settings.ts';
import { waitUntil } from '../../../scripts/checks/wait-until.ts';
import { nginxDaemon } from '../../../scripts/stack/daemons.ts';
import { nginxConfig } from '../../../solutions/05-nginx/nginx.ts';
import { programPath } from '../../support/program.ts';

export interface LoggedRequest {
  /** Of the last byte, in milliseconds since 1970. */
  at: number;
  viewer: string;
  /** Number of the connection, as nginx counts them. */
  connection: string;
  status: number;
  path: string;
  bytes: number;
}

export interface LoggedOrigin {
  playlistUrl: string;
  reloadMilliseconds: number;
  requests(): Promise<LoggedRequest[]>;
  /** Waits until the playlist was asked for so many times more. */
  reloads(count: number): Promise<void>;
  /** Takes nginx away, and brings it back. */
  stop(): Promise<void>;
  start(): Promise<void>;
}

/** @param extra more directives for nginx's `http`. */
export async function startLoggedOrigin(extra = ''): Promise<LoggedOrigin> {
  const { settings, remove } = await ownSettings({ profile: 'low' });
  onTestFinished(remove);
  const log = join(settings.paths.logs, 'access.log');
  const config = nginxConfig(settings).replace(
    'access_log off;',
    `log_format load '$msec $http_x_viewer $connection $status $uri $bytes_sent';
     access_log ${log} load;
     ${extra}`,
  );
  const stages = { nginxConfig: () => config };
  const program = await programPath('nginx');
  let stop = async () => {};
  const start = async () => {
    const nginx = await nginxDaemon(settings, stages, program, () => {});
    await nginx.start();
    stop = () => nginx.stop();
  };
  await start();
  onTestFinished(() => stop());
  const picture = { size: '320x180', framesPerSecond: 15 };
  const source = await startLiveSource(settings, {
    ...{ ffmpegPath: await programPath('ffmpeg'), name: 'live', picture },
  });
  onTestFinished(async () => {
    await source.stop();
  });
  await waitUntil('FFmpeg has listed a segment', async () =>
    (await readFile(join(settings.paths.live, 'index.m3u8'), 'utf8')).includes('.ts'),
  );
  const requests = async () => {
    const lines = (await readFile(log, 'utf8')).trim().split('\n');
    // The stack's own look at nginx has no number.
    return lines.map(readLine).filter(({ viewer }) => viewer !== '-');
  };
  return {
    playlistUrl: `http://127.0.0.1:${settings.ports.origin}/live/index.m3u8`,
    reloadMilliseconds: settings.profile.targetDurationSeconds * 1_000,
    requests,
    async reloads(count) {
      const { length } = await requests();
      await waitUntil(`${count} more requests for the playlist`, async () => {
        const since = (await requests()).slice(length);
        return since.filter(({ path }) => path.endsWith('.m3u8')).length >= count;
      });
    },
    stop: () => stop(),
    start,
  };
}

function readLine(line: string): LoggedRequest {
  const [seconds, viewer = '', connection = '', status, path = '', bytes] = line.split(' ');
  return {
    ...{ at: Number(seconds) * 1_000, viewer, connection, path },
    ...{ status: Number(status), bytes: Number(bytes) },
  };
}
