/** The table of `npm run lab -- --all`: a row as soon as its lab has been run. */
import { stripVTControlCharacters } from 'node:util';
import { folderOf } from '../../../labs/catalog.ts';
import type { Lab } from '../../../labs/lab.ts';
import { oneDecimal } from '../../doctor/one-decimal.ts';
import { paint } from '../../language/paint.ts';
import type { Language, Text } from '../../language/text.ts';
import { firstNotPassed } from '../report.ts';
import { findingLines, verdictText } from './report-lines.ts';
import type { TimedReport } from './run-once.ts';
import { pointsText, words } from './words.ts';

const usualColumns = 100;

const heads: readonly Text[] = [
  words.lab,
  { en: 'Verdict', es: 'Veredicto' },
  { en: 'Points', es: 'Puntos' },
  { en: 'Seconds', es: 'Segundos' },
  { en: 'Preparation (s)', es: 'Preparación (s)' },
];
const widths = [18, 13, 17, 10, 15];

export const tableHead = (language: Language): string =>
  paint('bold', row(heads.map((head) => head[language])));

export function tableRow(lab: Lab, timed: TimedReport, language: Language): string {
  const { verdict, points, seconds } = timed.report;
  const cells = row([
    folderOf(lab),
    verdictText(verdict, language),
    pointsText(points.earned, points.possible)[language],
    oneDecimal(seconds)[language],
    oneDecimal(timed.preparationSeconds)[language],
  ]);
  const first = firstNotPassed(timed.report);
  if (!first) return cells;
  const columns = process.stdout.columns ?? usualColumns;
  return [cells, `    ${first.title[language]}`, ...findingLines(first, language, columns)].join(
    '\n',
  );
}

const row = (cells: readonly string[]): string =>
  cells
    .map((cell, index) => {
      // Colours take no columns.
      const visible = stripVTControlCharacters(cell).length;
      return cell + ' '.repeat(Math.max(1, (widths[index] ?? 0) - visible));
    })
    .join('')
    .trimEnd();
