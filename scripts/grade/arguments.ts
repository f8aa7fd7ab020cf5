/** The command line of `npm run grade`. */
import { resolve } from 'node:path';
import { findLab, folderOf } from '../../labs/catalog.ts';
import { parseArguments, workshopCommand } from '../language/command-line.ts';
import type { Language, Text } from '../language/text.ts';
import { WorkshopError } from '../language/workshop-error.ts';
import { type LabEntry, labEntries } from './lab-entries.ts';

export interface GradeArguments {
  folders: string[];
  /** Absolute. */
  out: string;
  jobs: number;
  entries: readonly LabEntry[];
  /** The file of `--class`. */
  class: string | undefined;
}

interface GradeOptions {
  out: string;
  jobs: string;
  labs?: string;
  class?: string;
}

/** @throws {WorkshopError} for what cannot be understood. */
export function readGradeArguments(language: Language): GradeArguments {
  const command = workshopCommand('npm run grade', texts.summary, language)
    .usage('-- DIR [DIR …] [--option …]')
    .argument('<DIR...>', texts.folders[language])
    .option('--out <dir>', texts.out[language], 'grades')
    .option('--class <csv>', texts.class[language])
    .option('--jobs <n>', texts.jobs[language], '1')
    .option('--labs <names>', texts.labs[language]);
  parseArguments(command);
  const { out, jobs, labs, class: csv } = command.opts<GradeOptions>();
  return {
    folders: command.args,
    // From where npm was called, not from where it runs us.
    out: resolve(process.env.INIT_CWD ?? '.', out),
    jobs: readJobs(jobs),
    entries: labs === undefined ? labEntries : readLabs(labs),
    class: csv,
  };
}

function readJobs(written: string): number {
  const jobs = Number(written);
  if (Number.isInteger(jobs) && jobs >= 1 && jobs <= 64) return jobs;
  throw new WorkshopError({
    en: `--jobs is "${written}", but must be a whole number from 1 to 64.`,
    es: `--jobs vale «${written}», pero debe ser un número entero de 1 a 64.`,
  });
}

/** In the catalog's order, whatever the order in which they were named. */
function readLabs(written: string): LabEntry[] {
  const wanted = written.split(',').map((name) => {
    const lab = findLab(name.trim());
    const folder = lab ? folderOf(lab) : name.trim();
    const entry = labEntries.find((each) => each.folder === folder);
    if (entry) return entry;
    const all = labEntries.map((each) => each.folder).join(', ');
    throw new WorkshopError(
      { en: `There is no lab "${name}".`, es: `No hay ningún laboratorio «${name}».` },
      { en: all, es: all },
    );
  });
  return labEntries.filter((entry) => wanted.includes(entry));
}

const texts = {
  summary: {
    en: 'Grades submissions: folders with the edited labs, or with the seven files only.',
    es: 'Corrige entregas: carpetas con los laboratorios editados, o solo con los siete archivos.',
  },
  folders: { en: 'one per submission', es: 'una por entrega' },
  out: {
    en: 'folder of the results; what is graded there already is not graded again',
    es: 'carpeta de los resultados; lo que ya está corregido ahí no se repite',
  },
  class: {
    en: 'a table of names: folder, name, email, language',
    es: 'una tabla de nombres: carpeta, nombre, correo, idioma',
  },
  jobs: { en: 'submissions at one time', es: 'entregas a la vez' },
  labs: {
    en: 'only these, separated by commas: 3,nginx,capstone',
    es: 'solo estos, separados por comas: 3,nginx,capstone',
  },
} satisfies Record<string, Text>;
