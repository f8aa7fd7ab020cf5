/** The check every lab begins with: does TypeScript understand the file? */
import { basename } from 'node:path';
import type { Text } from '../language/text.ts';
import type { CheckReport } from './report.ts';
import type { TypeChecker, TypeProblem } from './type-checker.ts';

export const typesCheckId = 'types';

export const typesCheckTitle: Text = {
  en: 'TypeScript understands the file.',
  es: 'TypeScript entiende el archivo.',
};

/** One screen is enough: the first mistakes often cause the others. */
const shownProblems = 3;

export async function checkTypes(checker: TypeChecker, file: string): Promise<CheckReport> {
  const begun = performance.now();
  const problems = await checker.check(file);
  const seconds = (performance.now() - begun) / 1_000;
  const report = { id: typesCheckId, title: typesCheckTitle, points: 0, seconds };
  const [first] = problems;
  if (!first) return { ...report, state: 'passed' };
  return {
    ...report,
    state: 'failed',
    reason: first.kind === 'syntax' ? 'syntax-error' : 'type-error',
    expected: { en: 'No mistakes.', es: 'Ningún error.' },
    seen: describe(problems, basename(file)),
  };
}

function describe(problems: readonly TypeProblem[], file: string): Text {
  const shown = problems
    .slice(0, shownProblems)
    .map(({ line, message, excerpt }) =>
      [line > 0 ? `${file}:${line}: ${message}` : `${file}: ${message}`, excerpt]
        .filter((part) => part !== '')
        .join('\n'),
    );
  const more = problems.length - shown.length;
  if (more > 0) {
    return {
      en: [...shown, `… and ${more} more.`].join('\n'),
      es: [...shown, `… y ${more} más.`].join('\n'),
    };
  }
  return { en: shown.join('\n'), es: shown.join('\n') };
}
