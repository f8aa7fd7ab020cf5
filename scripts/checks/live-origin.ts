/** A live stream that FFmpeg writes and an nginx of the reference configuration serves. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Settings } from '../../labs/settings.ts';
import { nginxConfig } from '../../solutions/05-nginx/nginx.ts';
import type { LabPrograms } from '../labs/lab-checks.ts';
import type { Scope } from '../labs/scope.ts';
import { nginxDaemon } from '../stack/daemons.ts';
import { segmentsOf } from './live-mirror.ts';
import { startLiveSource } from './live-source.ts';
import { waitUntil } from './wait-until.ts';

/** Small: five viewers at once should not need a fast computer. */
const picture = { size: '320x180', framesPerSecond: 15 };
/** In the playlist before a viewer comes: as far behind the edge as one of them plays, and one more. */
const segmentsToBegin = 5;

/** @returns what stops it before its scope ends. */
export async function startNginx(
  settings: Settings,
  { nginx }: LabPrograms,
  scope: Scope,
): Promise<() => Promise<void>> {
  const daemon = await nginxDaemon(settings, { nginxConfig }, nginx, () => {});
  await daemon.start();
  let stopping: Promise<void> | undefined;
  const stop = () => {
    stopping ??= daemon.stop();
    return stopping;
  };
  scope.defer(stop);
  return stop;
}

/** Resolves when there is something to play. */
export async function startStream(
  settings: Settings,
  { ffmpeg }: LabPrograms,
  scope: Scope,
): Promise<void> {
  const source = await startLiveSource(settings, { ffmpegPath: ffmpeg, name: 'live', picture });
  scope.defer(() => source.stop());
  const playlist = join(settings.paths.live, 'index.m3u8');
  await waitUntil(
    'FFmpeg has written the first segments',
    async () => segmentsOf(await readFile(playlist, 'utf8')).length >= segmentsToBegin,
    20_000,
    { signal: scope.signal },
  );
}
