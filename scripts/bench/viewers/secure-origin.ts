/** The same stream by HTTPS: a second nginx of stage 05 before the same folder. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { basePorts, type Settings } from '../../../labs/settings.ts';
import { nginxConfig } from '../../../solutions/05-nginx/nginx.ts';
import { freePortOffset, releasePortOffset } from '../../checks/free-port-offset.ts';
import type { Keeper } from '../../checks/room.ts';
import { certificateFiles, ensureCertificate } from '../../containers/certificate.ts';
import { nginxDaemon } from '../../stack/daemons.ts';
import type { Daemon } from '../../stack/keep-running.ts';

export interface SecureOrigin {
  playlistUrl: string;
  nginx: Daemon;
}

const host = '127.0.0.1';

/** @param keeper takes it down. The stack's work folder holds its certificate, and goes with the stack. */
export async function startSecureOrigin(
  keeper: Keeper,
  settings: Settings,
  nginxPath: string,
): Promise<SecureOrigin> {
  const offset = await freePortOffset();
  keeper.defer(() => releasePortOffset(offset));
  const folder = join(settings.paths.work, 'nginx-https');
  await mkdir(folder);
  await ensureCertificate(folder, host);
  const port = basePorts.origin + offset;
  const own: Settings = {
    ...settings,
    ports: { ...settings.ports, origin: port },
    paths: { ...settings.paths, nginx: folder },
  };
  const config = { nginxConfig: () => withTls(nginxConfig(own), port, folder) };
  const nginx = await nginxDaemon(own, config, nginxPath, () => {});
  keeper.defer(() => nginx.stop());
  await nginx.start();
  return { playlistUrl: `https://${host}:${port}/live/index.m3u8`, nginx };
}

/** @throws {Error} when stage 05 no longer listens as it did. */
function withTls(config: string, port: number, folder: string): string {
  const { certificate, key } = certificateFiles(folder);
  const secure = config.replace(
    `:${port};`,
    `:${port} ssl; ssl_certificate ${certificate}; ssl_certificate_key ${key};`,
  );
  if (secure === config) throw new Error('Stage 05 listens in another way than was thought');
  return secure;
}
