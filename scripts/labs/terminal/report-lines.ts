/** What a run found, as lines of a terminal: the same whether it is shown once or watched. */
import { folderOf } from '../../../labs/catalog.ts';
import type { Lab } from '../../../labs/lab.ts';
import { oneDecimal } from '../../doctor/one-decimal.ts';
import { paint } from '../../language/paint.ts';
import type { Language } from '../../language/text.ts';
import type { CheckReport, LabReport } from '../report.ts';
import { fold, labelled } from './fold.ts';
import { pointsText, words } from './words.ts';

const marks: Readonly<Record<CheckReport['state'], string>> = {
  passed: '✓',
  failed: '✗',
  blocked: '·',
  environment: '!',
};
const colours = {
  passed: 'green',
  failed: 'red',
  blocked: 'dim',
  environment: 'yellow',
} as const;

export const mark = (state: CheckReport['state']): string => paint(colours[state], marks[state]);

/** `Lab 05 · Serve it to the world` */
export const titleLine = (lab: Lab, language: Language): string =>
  paint('bold', `${words.lab[language]} ${folderOf(lab).slice(0, 2)} · ${lab.title[language]}`);

/** Its mark and what is true when it passes. */
export function checkLines(check: CheckReport, language: Language, columns: number): string[] {
  const [first = '', ...others] = fold(check.title[language], columns - 2);
  const lines = [`${mark(check.state)} ${first}`, ...others.map((line) => `  ${line}`)];
  return check.state === 'blocked' ? lines.map((line) => paint('dim', line)) : lines;
}

/** Why a check did not pass: what was expected, what was seen, what mends it. */
export function findingLines(check: CheckReport, language: Language, columns: number): string[] {
  const { expected, seen, remedy } = check;
  const lines: string[] = [];
  const add = (label: string, text: string) => lines.push(...labelled(label, text, columns - 4));
  if (check.state === 'environment') lines.push(...fold(words.environment[language], columns - 4));
  if (expected) add(words.expected[language], expected[language]);
  if (seen) add(words.seen[language], seen[language]);
  if (remedy) add('→', remedy[language]);
  return lines.map((line) => `    ${line}`);
}

/** The last lines that the student's code printed. */
export function outputLines(
  output: string,
  language: Language,
  columns: number,
  count: number,
): string[] {
  const lines = fold(output.trimEnd(), columns - 4).slice(-count);
  if (lines.join('') === '') return [];
  return [words.printed[language], ...lines.map((line) => `    ${line}`)];
}

/** `not yet`, `3 of 14 points`, `0.4 s` */
export const verdictParts = (
  { verdict, points, seconds }: LabReport,
  language: Language,
): string[] => [
  verdictText(verdict, language),
  pointsText(points.earned, points.possible)[language],
  `${oneDecimal(seconds)[language]} s`,
];

export const verdictLine = (report: LabReport, language: Language): string =>
  verdictParts(report, language).join(' · ');

export function verdictText(verdict: LabReport['verdict'], language: Language): string {
  if (verdict === 'passed') return paint('green', words.passed[language]);
  if (verdict === 'not-yet') return paint('red', words.notYet[language]);
  return paint('yellow', words.environmentVerdict[language]);
}
