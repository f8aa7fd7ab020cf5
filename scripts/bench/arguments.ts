/** The command line of `npm run bench`. */
import { Argument } from 'commander';
import { parseArguments, workshopCommand } from '../language/command-line.ts';
import type { Language, Text } from '../language/text.ts';
import { type BenchName, benchNames } from './results.ts';

export interface BenchArguments {
  names: readonly BenchName[];
  isQuick: boolean;
  writesReport: boolean;
}

interface BenchCommandOptions {
  quick?: true;
  report?: true;
}

/** @throws {WorkshopError} for what cannot be understood. */
export function readBenchArguments(language: Language): BenchArguments {
  const command = workshopCommand('npm run bench', texts.summary, language)
    .usage('-- BENCH [--option …]')
    .addArgument(new Argument('<BENCH>', texts.bench[language]).choices([...benchNames, 'all']))
    .option('--quick', texts.quick[language])
    .option('--report', texts.report[language]);
  parseArguments(command);
  const { quick = false, report = false } = command.opts<BenchCommandOptions>();
  const [chosen = 'all'] = command.args;
  return {
    names: benchNames.filter((name) => chosen === name || chosen === 'all'),
    isQuick: quick,
    writesReport: report,
  };
}

const texts = {
  summary: {
    en: 'Measures the workshop on this machine: latency, sound against picture, cost per viewer, work of the origin, cost of transcoding, bad weather.',
    es: 'Mide el taller en esta máquina: latencia, sonido respecto de la imagen, costo por espectador, trabajo del origen, costo de transcodificar, mal clima.',
  },
  bench: { en: 'what to measure', es: 'qué medir' },
  quick: {
    en: 'shorter, and most things once: a first look',
    es: 'menos tiempo, y casi todo una sola vez: un primer vistazo',
  },
  report: {
    en: 'write the report, too: Markdown and charts in .workshop/bench',
    es: 'escribe también el informe: Markdown y gráficos en .workshop/bench',
  },
} satisfies Record<string, Text>;
