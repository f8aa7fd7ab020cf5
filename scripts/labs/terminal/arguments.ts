/** The command line of `npm run lab`. */
import { folderOf, labs } from '../../../labs/catalog.ts';
import { parseArguments, workshopCommand } from '../../language/command-line.ts';
import type { Language, Text } from '../../language/text.ts';

export interface LabOptions {
  once?: true;
  all?: true;
  json?: true;
  polling?: true;
  solution?: true;
}

export function readLabArguments(language: Language): {
  name: string | undefined;
  options: LabOptions;
} {
  const command = workshopCommand('npm run lab', texts.summary, language)
    .usage('-- [lab] [--option …]')
    .argument('[lab]', texts.lab[language])
    .option('--once', texts.once[language])
    .option('--all', texts.all[language])
    .option('--json', texts.json[language])
    .option('--polling', texts.polling[language])
    .option('--solution', texts.solution[language])
    .addHelpText('after', () => `\n${labNames(language)}`);
  parseArguments(command);
  return { name: command.args[0], options: command.opts<LabOptions>() };
}

const labNames = (language: Language): string =>
  [
    { en: 'Labs (by number, slug or folder):', es: 'Laboratorios (por número, nombre o carpeta):' }[
      language
    ],
    ...labs.map((lab) => `  ${folderOf(lab).padEnd(18)}${lab.title[language]}`),
  ].join('\n');

const texts = {
  summary: {
    en: 'Checks a lab at every save. Without a name: the next one that is not passed.',
    es: 'Comprueba un laboratorio cada vez que guardas. Sin nombre: el próximo sin aprobar.',
  },
  lab: { en: 'number, slug or folder', es: 'número, nombre o carpeta' },
  once: {
    en: 'run once; exit code 0 passed, 1 not yet, 2 environment',
    es: 'una sola vez; código de salida 0 aprobado, 1 todavía no, 2 entorno',
  },
  all: {
    en: 'every lab once, as a table; the worst exit code',
    es: 'todos los laboratorios una vez, en una tabla; el peor código de salida',
  },
  json: {
    en: 'run once and print the report as JSON (npm run --silent lab -- --json)',
    es: 'una sola vez, con el informe en JSON (npm run --silent lab -- --json)',
  },
  polling: {
    en: 'look for saves by polling: network drives, containers',
    es: 'busca cambios por sondeo: discos de red, contenedores',
  },
  solution: {
    en: 'run the reference solution instead of your file',
    es: 'corre la solución de referencia en lugar de tu archivo',
  },
} satisfies Record<string, Text>;
