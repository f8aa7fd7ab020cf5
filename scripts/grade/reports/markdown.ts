/** Text of others inside Markdown: it stays text, whatever it is made of. */
import { fold } from '../../labs/terminal/fold.ts';
import { oneLine, printable } from './printable.ts';

/** A line that a reader of the source takes in without scrolling. */
const columns = 90;

/** Words in a paragraph or a heading; an address in them becomes no link. */
export const words = (text: string): string =>
  oneLine(text).replace(/[\\`*_[\]<>&#|~!]|:(?=\/\/)/g, '\\$&');

/** A path, say, whatever is in its name. */
export function codeSpan(text: string): string {
  const code = oneLine(text);
  const fence = '`'.repeat(longestRun(code) + 1);
  // One blank at either end is taken away again, when a backtick stands there.
  const margin = /^`|`$/.test(code) || code === '' ? ' ' : '';
  return `${fence}${margin}${code}${margin}${fence}`;
}

/** Lines as they are, longer ones folded. The fence is longer than any inside. */
export function codeBlock(text: string): string {
  const lines = fold(printable(text).trimEnd(), columns);
  const fence = '`'.repeat(Math.max(3, longestRun(lines.join('\n')) + 1));
  return [`${fence}text`, ...lines, fence].join('\n');
}

const longestRun = (text: string): number =>
  Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
