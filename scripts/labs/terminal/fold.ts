/** Fits text of any kind, sentences and quoted logs, into the columns of a terminal. */
import { stripVTControlCharacters } from 'node:util';
import { wrapItems } from '../../language/wrap.ts';

/**
 * Keeps line breaks and indentation, breaks long lines between words, and a word only when it
 * alone is longer than a line. A mark under a place (`^`) stays under it.
 */
export function fold(text: string, columns: number): string[] {
  const width = Math.max(columns, 10);
  const lines = printable(text).split('\n');
  return lines.flatMap((line, index) => {
    const column = markedColumn(lines[index + 1]);
    if (column !== undefined) return [excerpt(line, column, width)];
    if (markedColumn(line) !== undefined && index > 0) {
      return [excerpt(line, line.indexOf('^'), width)];
    }
    return foldLine(line, width);
  });
}

/** Folded, with a label before the first line. @param label may be painted. */
export function labelled(label: string, text: string, columns: number): string[] {
  const plain = stripVTControlCharacters(label);
  const [first = '', ...others] = fold(`${plain} ${text}`, columns - 2);
  return [first.replace(plain, label), ...others.map((line) => `  ${line}`)];
}

function foldLine(line: string, width: number): string[] {
  if (line.length <= width) return [line];
  const indent = /^ */.exec(line)?.[0].slice(0, width / 2) ?? '';
  const room = width - indent.length;
  const words = line
    .trimStart()
    .split(' ')
    .flatMap((word) => word.match(new RegExp(`.{1,${room}}`, 'gu')) ?? ['']);
  return wrapItems(words, ' ', room).map((part) => indent + part);
}

/** Where the mark stands in a line that is nothing but a mark. */
const markedColumn = (line = ''): number | undefined =>
  /^ *\^~*$/.test(line) ? line.indexOf('^') : undefined;

/** The part of a line around a column; the line and its mark are cut in the same place. */
function excerpt(line: string, column: number, width: number): string {
  const start = column < width ? 0 : column - Math.floor(width / 2);
  return line.slice(start, start + width);
}

/** What was quoted must not move the cursor, ring or paint. */
const printable = (text: string): string =>
  stripVTControlCharacters(text)
    .replaceAll('\t', ' ')
    .replace(/[^\P{Cc}\n]/gu, '');
