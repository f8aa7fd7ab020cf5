/** A table of figures as markdown. */
import type { Cell, ReportTable } from './table.ts';

export function markdownTable({ columns, rows, note }: ReportTable): string {
  const heads = columns.map(({ head }) => head);
  const marks = columns.map((_, index) => (index === 0 ? '---' : '--:'));
  const lines = [heads, marks, ...rows.map((row) => row.map(cellText))];
  const table = lines.map((cells) => `| ${cells.map(escaped).join(' | ')} |`).join('\n');
  return note ? `${table}\n\n${note}` : table;
}

/** `13.0 s (12.1 to 14.0 s)` */
export const cellText = ({ text, spread }: Cell): string => (spread ? `${text} (${spread})` : text);

const escaped = (cell: string): string => cell.replaceAll('|', '\\|');
