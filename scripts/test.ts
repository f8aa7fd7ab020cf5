/** `npm test`: makes this machine ready, then runs vitest. The last line is `N passed, N failed`. */
import { ensureReady } from './doctor/ensure-ready.ts';
import { parseArguments, runProgram, workshopCommand } from './language/command-line.ts';
import { portOffsetFromEnvironment } from './system/work-directory.ts';
import { everyAnswerVariable } from './testing/every-answer.ts';

interface TestOptions {
  name?: string;
  yes?: boolean;
  everyAnswer?: boolean;
}

const text = {
  summary: {
    en: 'Runs the tests; all of them, or the files whose path contains one of the given words.',
    es: 'Corre las pruebas: todas, o los archivos cuya ruta contiene alguna de las palabras dadas.',
  },
  files: { en: 'part of a path, such as tests/units', es: 'parte de una ruta, como tests/units' },
  name: {
    en: 'only tests whose name matches this pattern',
    es: 'solo las pruebas cuyo nombre coincide con este patrón',
  },
  everyAnswer: {
    en: 'try every wrong answer of the labs, not only the typical ones',
    es: 'prueba todas las respuestas equivocadas de los laboratorios, no solo las típicas',
  },
  yes: {
    en: 'install what is missing without a question',
    es: 'instala lo que falta sin preguntar',
  },
};

await runProgram(async (language) => {
  const command = workshopCommand('npm test', text.summary, language)
    .usage('-- [--option …] [file …]')
    .argument('[files...]', text.files[language])
    .option('-t, --name <pattern>', text.name[language])
    .option('--every-answer', text.everyAnswer[language])
    .option('--yes', text.yes[language]);
  parseArguments(command);
  const { name, yes = false, everyAnswer } = command.opts<TestOptions>();
  if (everyAnswer) process.env[everyAnswerVariable] = '1';

  const portOffset = portOffsetFromEnvironment();
  await ensureReady({ purpose: 'test', portOffset, language, yes });

  // Not before the checks: on a Node.js that is too old it does not even load.
  const { runVitest } = await import('./testing/run-vitest.ts');
  return runVitest({ files: command.args, name });
});
