/** Renders what Janus and nginx read in their containers, from the same stages as the native stack. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadStages, solutionSources, studentSources } from '../stack/stages.ts';
import { firstSettings, nginxConfigFolder } from './container-settings.ts';
import { edgeConfig } from './edge-config.ts';
import { frontConfig } from './front-config.ts';

const fromLabs = process.env.WORKSHOP_FROM === 'labs';
const settings = await firstSettings();
const { server } = await loadStages(
  fromLabs ? await studentSources({ fill: true }) : solutionSources(),
);
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
