/** Renders what Janus and nginx read in their containers, from the same stages as the native stack. */
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runProgram } from '../language/command-line.ts';
import { loadStages } from '../stack/stages.ts';
import { ensureCertificate } from './certificate.ts';
import {
  certificateFolder,
  firstSettings,
  hostFromEnvironment,
  nginxConfigFolder,
  secretsFolder,
  sourcesFromEnvironment,
} from './container-settings.ts';
import { edgeConfig } from './edge-config.ts';
import { frontConfig } from './front-config.ts';

await runProgram(async () => {
  const settings = await firstSettings();
  const { server } = await loadStages(await sourcesFromEnvironment());
  const host = hostFromEnvironment();
  if (host !== '') await ensureCertificate(certificateFolder, host);
  // The secrets are there since `firstSettings`: now others may know.
  await writeAll(secretsFolder, {});
  await writeAll(settings.paths.janus, server.janusConfig(settings));
  await writeAll(nginxConfigFolder, {
    'origin.conf': server.nginxConfig(settings),
    'edge.conf': edgeConfig(settings),
    'front.conf': frontConfig(settings),
  });
  return 0;
});

/**
 * Configurations hold secrets: for the owner only. Last comes a file that says for which settings they
 * are: Swarm starts everything at once, and who finds an earlier rendering waits for this one.
 */
async function writeAll(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  await mkdir(folder, { recursive: true });
  const rendered = process.env.WORKSHOP_RENDERING ?? '';
  for (const [name, text] of Object.entries({ ...files, rendered })) {
    const path = join(folder, name);
    await writeFile(`${path}.part`, text, { mode: 0o600 });
    await rename(`${path}.part`, path);
  }
}
