/**
 * `@[bench](viewers)`: a part of the reference run (docs/bench/reference.json) as chart and table,
 * with machine, date and command. Parts: latency, budget, sync, viewers, edge, transcode, weather.
 *
 * `@[figure](viewers.ratio)`: one of its figures, with its unit, within a sentence or a table's cell.
 * The names stand in scripts/bench/report/figures.ts.
 */
import { inlineChart } from '../../../scripts/bench/report/charts.ts';
import { figure } from '../../../scripts/bench/report/figures.ts';
import { markdownTable } from '../../../scripts/bench/report/markdown-table.ts';
import { benchOf, inFigures, partNames } from '../../../scripts/bench/report/names.ts';
import { referenceFile, referenceResults } from '../../../scripts/bench/report/reference.ts';
import { sourceOf } from '../../../scripts/bench/report/source-line.ts';
import { boundsTable } from '../../../scripts/bench/report/tables/bounds-table.ts';
import { reportTables } from '../../../scripts/bench/report/tables.ts';
import type { Results } from '../../../scripts/bench/results.ts';
import type { Language } from '../../../scripts/language/text.ts';
import type { Expansion } from './expansions.ts';
import { plain } from './plain.ts';

export const benchPart: Expansion = (argument, language) =>
  shownPart(referenceResults(), argument, language);

/** @throws {Error} for a part that does not exist, or that these results do not have. */
export function shownPart(results: Results, argument: string, language: Language): string {
  const part = partNames.find((name) => name === argument);
  if (!part) throw new Error(`there is no such part, only ${partNames.join(', ')}`);
  const bench = benchOf[part];
  if (!results[bench]) {
    throw new Error(`${referenceFile} has nothing of "${bench}": npm run bench -- ${bench}`);
  }
  const { words, command } = sourceOf(results, bench, language);
  return [
    `<BenchPart part="${part}">`,
    '',
    '<figure class="bench-figure">',
    inlineChart(results, part, language, 'reference'),
    `<figcaption>${plain(words)} · <code>${command}</code></figcaption>`,
    '</figure>',
    '',
    '<details class="bench-table">',
    `<summary>${inFigures[language]}</summary>`,
    ...reportTables(results, part, language).flatMap((table) => ['', markdownTable(table)]),
    '',
    '</details>',
    '',
    '</BenchPart>',
  ].join('\n');
}

/** `@[bounds]()`: what must hold, and what the reference run measured of it. */
export const benchBounds = (language: Language): string =>
  markdownTable(boundsTable(referenceResults(), language));

/** Within a sentence: number and unit stay on one line. */
export const benchFigure: Expansion = (name, language) =>
  plain(figure(referenceResults(), name, language)).replaceAll(' ', '\u00a0');
