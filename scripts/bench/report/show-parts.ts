/**
 * Draws every part of the results, for the pages: a program of its own, because the charts' library
 * takes longer to load than a process that watches packets may look away. Prints JSON.
 * Its argument is the file of the results (absolute).
 */
import { type Language, languages } from '../../language/text.ts';
import type { Results } from '../results.ts';
import { readResults } from '../results-file.ts';
import { inlineChart } from './charts.ts';
import { reportParts } from './markdown-report.ts';
import { benchOf } from './names.ts';
import type { OwnRun, ShownPart } from './part.ts';
import { sourceOf } from './source-line.ts';
import { reportTables } from './tables.ts';

const results = await readResults(process.argv[2]);
const own: OwnRun | null = results && {
  results,
  shown: Object.fromEntries(
    languages.map((language) => [language, shownParts(results, language)]),
  ) as OwnRun['shown'],
};
process.stdout.write(JSON.stringify(own));

function shownParts(all: Results, language: Language): Record<string, ShownPart> {
  return Object.fromEntries(
    reportParts(all).map((part) => [
      part,
      {
        chart: inlineChart(all, part, language, 'own'),
        tables: reportTables(all, part, language),
        source: sourceOf(all, benchOf[part], language),
      },
    ]),
  );
}
