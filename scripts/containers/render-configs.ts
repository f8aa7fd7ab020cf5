/** Renders what Janus and nginx read in their containers, from the same stages as the native stack. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadStages } from '../stack/stages.ts';
import { ensureCertificate } from './certificate.ts';
import {
  certificateFolder,
  firstSettings,
  hostFromEnvironment,
  nginxConfigFolder,
  sourcesFromEnvironment,
} from './container-settings.ts';
import { edgeConfig } from './edge-config.ts';
import { frontConfig } from './front-config.ts';

const settings = await firstSettings();
const { server } = await loadStages(await sourcesFromEnvironment());
const host = hostFromEnvironment();
if (host !== '') await ensureCertificate(certificateFolder, host);
await writeAll(settings.paths.janus, server.janusConfig(settings));
await writeAll(nginxConfigFolder, {
  'origin.conf': server.nginxConfig(settings),
  'edge.conf': edgeConfig(settings),
  'front.conf': frontConfig(settings),
});

/** Configurations hold secrets: for the owner only. */
async function writeAll(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) {
    await writeFile(join(folder, name), text, { mode: 0o600 });
  }
}
