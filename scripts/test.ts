/** `npm test`: makes this machine ready, then runs vitest. The last line is `N passed, N failed`. */
import { ensureReady } from './doctor/ensure-ready.ts';
import { parseArguments, runProgram } from './language/command-line.ts';
import { portOffsetFromEnvironment } from './system/work-directory.ts';
import { everyAnswerVariable } from './testing/every-answer.ts';
import { type TestOptions, testCommand } from './testing/test-command.ts';

interface EveryTestOptions extends TestOptions {
  everyAnswer?: boolean;
}

const text = {
  summary: {
    en: 'Runs the tests; all of them, or the files whose path contains one of the given words.',
    es: 'Corre las pruebas: todas, o los archivos cuya ruta contiene alguna de las palabras dadas.',
  },
  everyAnswer: {
    en: 'try every wrong answer of the labs, not only the typical ones',
    es: 'prueba todas las respuestas equivocadas de los laboratorios, no solo las típicas',
  },
};

await runProgram(async (language) => {
  const command = testCommand('npm test', text.summary, 'tests/units', language).option(
    '--every-answer',
    text.everyAnswer[language],
  );
  parseArguments(command);
  const { name, yes = false, everyAnswer } = command.opts<EveryTestOptions>();
  if (everyAnswer) process.env[everyAnswerVariable] = '1';

  const portOffset = portOffsetFromEnvironment();
  await ensureReady({ purpose: 'test', portOffset, language, yes });

  // Not before the checks: on a Node.js that is too old it does not even load.
  const { runVitest } = await import('./testing/run-vitest.ts');
  return runVitest({ files: command.args, name });
});
