/** `npm run test:docker`: the workshop in containers, on a real engine. The last line is `N passed, N failed`. */
import { ensureReady } from './doctor/ensure-ready.ts';
import { parseArguments, runProgram, workshopCommand } from './language/command-line.ts';
import { portOffsetFromEnvironment } from './system/work-directory.ts';

interface TestOptions {
  name?: string;
  yes?: boolean;
}

const text = {
  summary: {
    en: 'Tests the containers: builds them, publishes and watches from outside, kills each, takes all down.',
    es: 'Prueba los contenedores: los construye, emite y mira desde fuera, mata cada uno y los quita todos.',
  },
  files: { en: 'part of a path, such as swarm', es: 'parte de una ruta, como swarm' },
  name: {
    en: 'only tests whose name matches this pattern',
    es: 'solo las pruebas cuyo nombre coincide con este patrón',
  },
  yes: {
    en: 'install what is missing without a question',
    es: 'instala lo que falta sin preguntar',
  },
};

await runProgram(async (language) => {
  const command = workshopCommand('npm run test:docker', text.summary, language)
    .usage('-- [--option …] [file …]')
    .argument('[files...]', text.files[language])
    .option('-t, --name <pattern>', text.name[language])
    .option('--yes', text.yes[language]);
  parseArguments(command);
  const { name, yes = false } = command.opts<TestOptions>();
  // The publisher and the viewer outside are a browser of this machine.
  await ensureReady({ purpose: 'test', portOffset: portOffsetFromEnvironment(), language, yes });
  const { runVitest } = await import('./testing/run-vitest.ts');
  return runVitest({ files: command.args, name, config: 'vitest.docker.config.ts' });
});
