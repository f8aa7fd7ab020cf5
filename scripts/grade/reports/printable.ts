/** What students wrote comes into terminals, XML and Markdown: it must stay text there. */
import { stripVTControlCharacters } from 'node:util';

/**
 * Without what moves a cursor, paints, rings or turns the direction of writing, and without what
 * XML knows no way to write: control characters, halves of surrogate pairs, noncharacters.
 */
export const printable = (text: string): string =>
  stripVTControlCharacters(text)
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll('\t', ' ')
    .replace(/[^\P{Cc}\n]|\p{Cs}|[\u202A-\u202E\u2066-\u2069\uFFFE\uFFFF]/gu, '');

/** The same on one line, such as a name or a path. */
export const oneLine = (text: string): string => printable(text).replace(/\s+/g, ' ').trim();
