/** What a page explains: the code at the head of a table's rows. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Language, Text } from '../../scripts/language/text.ts';
import { repositoryRoot } from '../../scripts/system/work-directory.ts';

export interface ExplainedRow {
  /** The code in its first cell, such as `-map`; without the value that a reader gives it. */
  names: string[];
  cells: string[];
}

/** @param path below `docs/`, without `.md`. */
export const readPage = (path: string, language: Language): Promise<string> =>
  readFile(join(repositoryRoot, 'docs', language === 'en' ? '' : language, `${path}.md`), 'utf8');

/** The rows of all tables whose first column is called so. */
export function explainedRows(page: string, head: Text, language: Language): ExplainedRow[] {
  return page
    .split(/\n(?!\|)/)
    .map((block) => block.split('\n').filter((line) => line.startsWith('|')))
    .filter(([first = '']) => cellsOf(first)[0] === head[language])
    .flatMap((lines) => lines.slice(2))
    .map((line) => {
      const cells = cellsOf(line);
      return { names: codeIn(cells[0] ?? ''), cells };
    });
}

/** The part of a page below a heading with this id, up to the next heading of its level or a higher one. */
export function sectionOf(page: string, id: string): string {
  const heading = new RegExp(`^(#+) .*\\{#${id}\\}$`, 'm').exec(page);
  if (!heading) return '';
  const rest = page.slice(heading.index + heading[0].length);
  const next = new RegExp(`^#{1,${heading[1]?.length}} `, 'm').exec(rest);
  return rest.slice(0, next?.index);
}

export const codeIn = (text: string): string[] =>
  [...text.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code);

const cellsOf = (line: string): string[] =>
  line
    .split(/(?<!\\)\|/)
    .slice(1, -1)
    .map((cell) => cell.trim());
