/** The way from a student's file to the solution, as lines of a terminal. */
import type { Lab } from '../../../labs/lab.ts';
import { paint } from '../../language/paint.ts';
import type { Language } from '../../language/text.ts';
import { type DiffLine, solutionHunks } from '../solution-hunks.ts';
import { fold } from './fold.ts';
import { words } from './words.ts';

/** @param text of the student's file. */
export async function solutionDiff(
  lab: Lab,
  text: string,
  language: Language,
  columns: number,
): Promise<string[]> {
  const hunks = await solutionHunks(lab, text, language);
  if (hunks.length === 0) return [words.sameAsSolution[language]];
  return hunks.flatMap(({ line, lines }) => [
    paint('cyan', `${lab.file}:${line}`),
    // Of a line that is folded every part carries the sign.
    ...lines.flatMap(({ kind, text }) => fold(text, columns - 2).map((part) => marked(kind, part))),
    '',
  ]);
}

function marked(kind: DiffLine['kind'], part: string): string {
  if (kind === 'removed') return paint('red', `- ${part}`);
  if (kind === 'added') return paint('green', `+ ${part}`);
  return paint('dim', `  ${part}`);
}
