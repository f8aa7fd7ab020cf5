/** The end of `npm run grade`: reports on disk, a table for the screen, an exit code for programs. */
import { join, relative } from 'node:path';
import type { Results, SubmissionResult } from '../results.ts';
import { resultsFile } from '../results-file.ts';
import { remarks } from './remarks.ts';
import { classTable } from './terminal-table.ts';
import { type ReportOptions, writeReports } from './write-reports.ts';

export interface Presented {
  /** For the screen. */
  text: string;
  exitCode: number;
}

/**
 * @param results all that are known: the reports are of these.
 * @param given those of this time: table and exit code are of these.
 */
export async function presentResults(
  results: Results,
  given: readonly SubmissionResult[],
  options: ReportOptions,
): Promise<Presented> {
  const { folder, language, list } = options;
  await writeReports(results, options);
  const files = [
    resultsFile(folder),
    ...['results.csv', 'junit.xml', 'feedback/'].map((name) => join(folder, name)),
  ];
  const lines = [
    classTable(given, language),
    '',
    ...remarks(results, given, list).flatMap((remark) => [remark[language], '']),
    ...files.map((file) => shortPath(file)),
  ];
  return { text: `${lines.join('\n')}\n`, exitCode: exitCodeOf(given) };
}

/** As it is reached from where npm was called. */
const shortPath = (file: string): string => {
  const path = relative(process.env.INIT_CWD ?? '.', file);
  return path.startsWith('..') ? file : path;
};

/**
 * Of a single submission as of `npm run lab`: 0 passed, 1 not yet, 2 environment. That a class has
 * been graded is a success, whatever its marks; only what the machine could not tell is none.
 */
export function exitCodeOf(submissions: readonly SubmissionResult[]): number {
  const verdicts = submissions.flatMap(({ labs }) => labs.map(({ verdict }) => verdict));
  if (verdicts.includes('environment')) return 2;
  return submissions.length === 1 && verdicts.some((verdict) => verdict !== 'passed') ? 1 : 0;
}
