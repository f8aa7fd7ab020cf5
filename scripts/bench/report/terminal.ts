/** Figures in a terminal: a table for each bench that ran, and what does not hold. */
import { stripVTControlCharacters } from 'node:util';
import Table from 'cli-table3';
import { sum } from 'simple-statistics';
import { paint } from '../../language/paint.ts';
import type { Language, Text } from '../../language/text.ts';
import type { BenchName, Bound, Results } from '../results.ts';
import { benchOf, partNames, partTitles } from './names.ts';
import { sourceOf } from './source-line.ts';
import type { Cell, ReportTable } from './table.ts';
import { limitOf, measuredOf, nameOf } from './tables/bounds-table.ts';
import { terminalTables } from './tables.ts';

/** Where nobody says how wide it is: in a file or a pipe. */
const usualColumns = 80;
const smallestNameColumns = 13;
/** cli-table3's own, of each cell. */
const marginColumns = 2;

/** What one bench found. */
export function terminalReport(
  results: Results,
  bench: BenchName,
  language: Language,
  columns = process.stdout.columns ?? usualColumns,
): string {
  const part = partNames.find((name) => benchOf[name] === bench);
  const title = part ? partTitles[part][language] : bench;
  const { command } = sourceOf(results, bench, language);
  const tables = terminalTables(results, bench, language);
  const notes = new Set(tables.flatMap(({ note }) => note ?? []));
  return [
    `${paint('bold', title)}  ${paint('dim', command)}`,
    tables.map((table) => terminalTable(table, columns)).join('\n\n'),
    ...[...notes].map((note) => wrapped(note, columns - 2)),
  ].join('\n');
}

/** One sentence for each bound that does not hold. */
export const brokenBounds = (
  results: Results,
  names: readonly BenchName[],
  language: Language,
): string[] =>
  names
    .flatMap((name) => results[name]?.run.bounds ?? [])
    .filter(({ holds }) => !holds)
    .map((bound) => sentenceOf(bound)[language]);

const sentenceOf = (bound: Bound): Text => {
  const say = (language: Language) => ({
    name: nameOf(bound.id, language).replaceAll('`', ''),
    measured: measuredOf(bound, language),
    limit: limitOf(bound, language),
  });
  const [en, es] = [say('en'), say('es')];
  return {
    en: `Outside its bound: ${en.name}. Measured: ${en.measured}; it must be ${en.limit}.`,
    es: `Fuera de su límite: ${es.name}. Medido: ${es.measured}; debe ser ${es.limit}.`,
  };
};

/** Spreads stand beside their medians where there is room, else below them. */
function terminalTable({ columns: heads, rows }: ReportTable, columns: number): string {
  const shown = heads.flatMap(({ isDetail }, index) => (isDetail ? [] : [index]));
  const names = shown.map((index) => heads[index]?.head ?? '');
  const cellsWith = (gap: string) =>
    rows.map((row) => shown.map((index) => cellText(row[index] ?? { text: '' }, gap)));
  const ways = [' ', '\n'].flatMap((gap) => {
    const cells = cellsWith(gap);
    return [whole, words].map((broken) => ({ cells, widths: widthsOf(names, cells, broken) }));
  });
  const { cells, widths } = ways.find((way) => sum(way.widths) <= columns) ??
    ways.at(-1) ?? { cells: [], widths: [] };
  const [first = 0, ...others] = widths;
  const left = Math.max(smallestNameColumns, columns - sum(others));
  const table = new Table({
    head: names.map((name) => paint('bold', name)),
    style: { head: [], border: [], compact: true },
    chars: noRules,
    colWidths: [Math.min(first, left), ...others],
    colAligns: names.map((_, index) => (index === 0 ? 'left' : 'right')),
    wordWrap: true,
  });
  table.push(...cells);
  return table.toString().replace(/ +$/gm, '');
}

const cellText = ({ text, spread }: Cell, gap: string): string =>
  spread ? `${text}${gap}${paint('dim', `(${spread})`)}` : text;

const whole = (name: string): string[] => [name];
const words = (name: string): string[] => name.split(' ');

/** A column is as wide as its longest cell, and as what its head may be broken into. */
const widthsOf = (
  names: readonly string[],
  rows: readonly (readonly string[])[],
  broken: (name: string) => string[],
): number[] =>
  names.map((name, index) => {
    const lines = rows.flatMap((row) => stripVTControlCharacters(row[index] ?? '').split('\n'));
    return Math.max(...[...broken(name), ...lines].map(({ length }) => length)) + marginColumns;
  });

function wrapped(text: string, columns: number): string {
  const lines = [''];
  for (const word of text.split(' ')) {
    const longer = `${lines.at(-1)} ${word}`;
    if (longer.length <= columns || lines.at(-1) === '') lines[lines.length - 1] = longer;
    else lines.push(` ${word}`);
  }
  return lines.map((line) => paint('dim', line)).join('\n');
}

/** White space tells columns apart as well as lines do. */
const noRules = Object.fromEntries(
  ['top', 'bottom', 'left', 'right', 'mid', 'left-mid', 'mid-mid', 'right-mid', 'middle']
    .concat(['top-mid', 'top-left', 'top-right', 'bottom-mid', 'bottom-left', 'bottom-right'])
    .map((name) => [name, '']),
);
