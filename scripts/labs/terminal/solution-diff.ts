/** The way from a student's file to the solution, as lines of a terminal. */
import { structuredPatch } from 'diff';
import type { Lab } from '../../../labs/lab.ts';
import { paint } from '../../language/paint.ts';
import { type Language, languages } from '../../language/text.ts';
import { answerOf, starterOf } from '../starters.ts';
import { fold } from './fold.ts';
import { words } from './words.ts';

const contextLines = 2;

/** @param text of the student's file. */
export async function solutionDiff(
  lab: Lab,
  text: string,
  language: Language,
  columns: number,
): Promise<string[]> {
  const answer = await answerOf(lab, language);
  const { hunks } = structuredPatch(lab.file, lab.file, text, answer, '', '', {
    context: contextLines,
    stripTrailingCr: true,
  });
  const todos = await todoLines(lab);
  const wanted = hunks
    .map(({ oldStart, lines }) => ({ oldStart, lines: lines.filter((line) => !todos.has(line)) }))
    .filter(({ lines }) => lines.some((line) => /^[-+]/.test(line)));
  if (wanted.length === 0) return [words.sameAsSolution[language]];
  return wanted.flatMap(({ oldStart, lines }) => [
    paint('cyan', `${lab.file}:${oldStart}`),
    ...lines.flatMap((line) => fold(line.slice(1), columns - 2).map((part) => changed(line, part))),
    '',
  ]);
}

/** The comments of the starter that the solution does not have, as removals: a student may keep them. */
async function todoLines(lab: Lab): Promise<Set<string>> {
  const starters = await Promise.all(languages.map((language) => starterOf(lab, language)));
  const comments = starters.flatMap((text) => text.split('\n')).filter((l) => /^\s*\/\//.test(l));
  return new Set(comments.map((line) => `-${line}`));
}

/** Of a line that is folded every part carries the sign. */
function changed(line: string, part: string): string {
  if (line.startsWith('-')) return paint('red', `- ${part}`);
  if (line.startsWith('+')) return paint('green', `+ ${part}`);
  return paint('dim', `  ${part}`);
}
