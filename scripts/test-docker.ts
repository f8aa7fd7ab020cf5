/** `npm run test:docker`: the workshop in containers, on a real engine. The last line is `N passed, N failed`. */
import { ensureReady } from './doctor/ensure-ready.ts';
import { parseArguments, runProgram } from './language/command-line.ts';
import { portOffsetFromEnvironment } from './system/work-directory.ts';
import { type TestOptions, testCommand } from './testing/test-command.ts';

const summary = {
  en: 'Tests the containers: builds them, publishes and watches from outside, kills each, takes all down.',
  es: 'Prueba los contenedores: los construye, emite y mira desde fuera, mata cada uno y los quita todos.',
};

await runProgram(async (language) => {
  const command = testCommand('npm run test:docker', summary, 'swarm', language);
  parseArguments(command);
  const { name, yes = false } = command.opts<TestOptions>();
  // The publisher and the viewer outside are a browser of this machine.
  await ensureReady({ purpose: 'test', portOffset: portOffsetFromEnvironment(), language, yes });
  const { runVitest } = await import('./testing/run-vitest.ts');
  return runVitest({ files: command.args, name, config: 'vitest.docker.config.ts' });
});
