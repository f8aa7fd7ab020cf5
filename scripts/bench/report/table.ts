/** A table of figures as plain data: the terminal, the Markdown report and the site show the same one. */
import type { Language, Text } from '../../language/text.ts';
import type { Distribution } from '../results.ts';
import { type Format, spread } from './numbers.ts';

export interface Cell {
  text: string;
  /** How far repeated measurements lie apart: from p5 to p95. */
  spread?: string | null;
}

export interface Column {
  head: string;
  /** A terminal of 80 columns leaves it out; the report has it. */
  isDetail?: boolean;
}

export interface ReportTable {
  columns: readonly Column[];
  /** The first cell names the row. */
  rows: readonly (readonly Cell[])[];
  /** Said below it. */
  note: string | null;
}

/** One column of a table of rows of one kind. */
export interface ColumnOf<Row> {
  head: Text;
  isDetail?: boolean;
  cell(row: Row): Cell;
}

export function tableOf<Row>(
  rows: readonly Row[],
  columns: readonly ColumnOf<Row>[],
  language: Language,
  note: Text | null = spreadNote,
): ReportTable {
  return {
    columns: columns.map(({ head, isDetail = false }) => ({ head: head[language], isDetail })),
    rows: rows.map((row) => columns.map(({ cell }) => cell(row))),
    note: note?.[language] ?? null,
  };
}

/** A median, with its spread. */
export const median = (figure: Distribution, format: Format, language: Language): Cell => ({
  text: format(figure.p50, language),
  spread: spread(figure, format, language),
});

export const single = (value: number, format: Format, language: Language): Cell => ({
  text: format(value, language),
});

export const nothing: Cell = { text: '–' };

export const spreadNote: Text = {
  en: 'Medians; in brackets from p5 to p95 of the repetitions.',
  es: 'Medianas; entre paréntesis, del p5 al p95 de las repeticiones.',
};
