/** The way from a student's file to the solution. The terminal paints it, a page shows it. */
import { structuredPatch } from 'diff';
import type { Lab } from '../../labs/lab.ts';
import { type Language, languages } from '../language/text.ts';
import { answerOf, starterOf } from './starters.ts';

export interface DiffHunk {
  /** Where it begins in the student's file; from 1. */
  line: number;
  lines: DiffLine[];
}

export interface DiffLine {
  kind: 'same' | 'added' | 'removed';
  text: string;
}

const contextLines = 2;

const kinds: Readonly<Record<string, DiffLine['kind']>> = {
  ' ': 'same',
  '+': 'added',
  '-': 'removed',
};

/**
 * @param text of the student's file.
 * @returns nothing when it is the solution.
 */
export async function solutionHunks(
  lab: Lab,
  text: string,
  language: Language,
): Promise<DiffHunk[]> {
  const answer = await answerOf(lab, language);
  const { hunks } = structuredPatch(lab.file, lab.file, text, answer, '', '', {
    context: contextLines,
    stripTrailingCr: true,
  });
  const todos = await todoLines(lab);
  return hunks
    .map(({ oldStart, lines }) => ({
      line: oldStart,
      lines: lines
        .flatMap(readLine)
        .filter(({ kind, text }) => !(kind === 'removed' && todos.has(text))),
    }))
    .filter(({ lines }) => lines.some(({ kind }) => kind !== 'same'));
}

/** What begins with a backslash is a remark on the line before: it ends the file without a newline. */
function readLine(line: string): DiffLine[] {
  const kind = kinds[line.charAt(0)];
  return kind ? [{ kind, text: line.slice(1) }] : [];
}

/** The comments of the starter that the solution does not have: a student may keep them. */
async function todoLines(lab: Lab): Promise<Set<string>> {
  const starters = await Promise.all(languages.map((language) => starterOf(lab, language)));
  return new Set(starters.flatMap((text) => text.split('\n')).filter((l) => /^\s*\/\//.test(l)));
}
