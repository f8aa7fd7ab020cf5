/** `npm run docker:render`: writes what nginx reads in a cluster, out of scripts/containers/. For authors. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { clusterConfigs } from './docker/cluster-configs.ts';
import { parseArguments, runProgram, workshopCommand } from './language/command-line.ts';
import { repositoryRoot } from './system/work-directory.ts';

const summary = {
  en: 'Writes anew what the edges and the fronts of a cluster read, into docker/.',
  es: 'Vuelve a escribir lo que leen los bordes y los frentes de un clúster, en docker/.',
};

await runProgram(async (language) => {
  parseArguments(workshopCommand('npm run docker:render', summary, language));
  for (const [path, text] of Object.entries(clusterConfigs())) {
    await writeFile(join(repositoryRoot, 'docker', path), text);
    process.stdout.write(`docker/${path}\n`);
  }
  return 0;
});
