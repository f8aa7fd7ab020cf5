/** What a run says at its end: figures, and whether the bounds hold. */
import { join, relative } from 'node:path';
import { paint } from '../../language/paint.ts';
import type { Language, Text } from '../../language/text.ts';
import type { BenchName, Results } from '../results.ts';
import { benchFolder } from '../results-file.ts';
import { brokenBounds, terminalReport } from './terminal.ts';

export interface Presentation {
  /** Those that ran now. */
  names: readonly BenchName[];
  writesReport: boolean;
  language: Language;
}

/** Prints the figures. @returns the exit code: 1 when a bound does not hold. */
export async function presentResults(
  results: Results,
  { names, writesReport, language }: Presentation,
): Promise<number> {
  const broken = brokenBounds(results, names, language);
  const where = writesReport ? await report(results) : join(benchFolder, 'results.json');
  const shown = relative(process.cwd(), where);
  const blocks = [
    ...names.map((name) => terminalReport(results, name, language)),
    ...(broken.length > 0
      ? [broken.map((sentence) => ` ${paint('red', '✖')} ${sentence}`).join('\n')]
      : []),
    ` ${(writesReport ? texts.report : texts.results)[language]} ${shown}`,
  ];
  process.stdout.write(`${blocks.join('\n\n')}\n`);
  return broken.length === 0 ? 0 : 1;

  async function report(all: Results): Promise<string> {
    // The charts' library is large: it is loaded for whoever wants charts.
    const { writeReport } = await import('./write-report.ts');
    await writeReport(all, benchFolder);
    return join(benchFolder, `report.${language}.md`);
  }
}

const texts = {
  report: { en: 'The report, with charts:', es: 'El informe, con gráficos:' },
  results: { en: 'All figures:', es: 'Todas las cifras:' },
} satisfies Record<string, Text>;
