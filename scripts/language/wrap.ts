import { stripVTControlCharacters } from 'node:util';

/** Joins items into lines of at most so many columns, breaking between items and never inside one. */
export function wrapItems(items: readonly string[], separator: string, columns: number): string[] {
  const lines: string[] = [];
  for (const item of items) {
    const last = lines.at(-1);
    const longer = last === undefined ? item : `${last}${separator}${item}`;
    // Colours take no columns.
    const fits = stripVTControlCharacters(longer).length <= columns;
    if (last !== undefined && fits) lines[lines.length - 1] = longer;
    else lines.push(item);
  }
  return lines;
}
