/** The watch mode's page: what the student sees between two saves. */
import type { Lab } from '../../../labs/lab.ts';
import { paint } from '../../language/paint.ts';
import type { Language } from '../../language/text.ts';
import { wrapItems } from '../../language/wrap.ts';
import { type CheckReport, firstNotPassed, inOrder, type LabReport } from '../report.ts';
import { typesCheckId, typesCheckTitle } from '../types-check.ts';
import { fold, labelled } from './fold.ts';
import {
  checkLines,
  findingLines,
  mark,
  outputLines,
  titleLine,
  verdictParts,
} from './report-lines.ts';
import type { Page } from './screen.ts';
import { hintTitle, type KeyName, keyNames, words } from './words.ts';

export interface LivePage {
  lab: Lab;
  /** The file as the student calls it. */
  where: string;
  state: 'preparing' | 'checking' | 'done' | 'stopping';
  /** Those that are over, of the run that is under way or was the last. */
  checks: readonly CheckReport[];
  /** Of the last run, unless another one is under way. */
  report: LabReport | undefined;
  /** When that run was over: hours, minutes, seconds. */
  finishedAt: string;
  hintsShown: number;
  keys: readonly KeyName[];
  /** A question or a remark above the keys. */
  note: string;
}

const printedLines = 6;

export function renderLivePage(
  page: LivePage,
  language: Language,
  columns: number,
  rows: number,
): Page {
  const head = [titleLine(page.lab, language), ...statusLines(page, language, columns), ''];
  const foot = [
    '',
    ...noteLines(page, language, columns),
    ...keyLines(page.keys, language, columns),
  ];
  const room = rows - head.length - foot.length;
  const below = [...printed(page, language, columns), ...hints(page, language, columns)];
  const whole = [...everyCheck(page, language, columns), ...below];
  // What the student needs next stays on the screen; the titles of the other checks give way.
  const body = whole.length <= room ? whole : [...firstCheck(page, language, columns), ...below];
  return { head, body, foot };
}

function noteLines({ note, report }: LivePage, language: Language, columns: number): string[] {
  const remarks = { environment: words.runAgain, passed: words.wellDone, 'not-yet': undefined };
  const remark = report && remarks[report.verdict]?.[language];
  const text = note || remark || '';
  return text === '' ? [] : fold(text, columns);
}

export function keyLines(keys: readonly KeyName[], language: Language, columns: number): string[] {
  const items = keys.map((key) => `${paint('bold', key)} ${keyNames[key][language]}`);
  return wrapItems(items, ' · ', columns);
}

function statusLines(page: LivePage, language: Language, columns: number): string[] {
  const { where, state, report, finishedAt } = page;
  const parts: string[] = [paint('dim', where)];
  if (state !== 'done') parts.push(paint('yellow', words[state][language]));
  else if (report) parts.push(...verdictParts(report, language), paint('dim', finishedAt));
  return wrapItems(parts, ' · ', columns);
}

/** Every check with its mark, and under the first that failed what was found. */
function everyCheck(page: LivePage, language: Language, columns: number): string[] {
  const first = firstFailed(page);
  return checkSlots(page).flatMap(({ title, report }, index, slots) => {
    if (report) {
      const lines = checkLines(report, language, columns);
      return report === first ? [...lines, ...findingLines(report, language, columns)] : lines;
    }
    const isRunning = page.state === 'checking' && slots.findIndex((s) => !s.report) === index;
    const sign = isRunning ? paint('yellow', '›') : ' ';
    return [`${sign} ${paint('dim', fold(title[language], columns - 2)[0] ?? '')}`];
  });
}

/** Where that is too much: a row of marks, and the first that failed. */
function firstCheck(page: LivePage, language: Language, columns: number): string[] {
  const marks = checkSlots(page).map(({ report }) => (report ? mark(report.state) : ' '));
  const first = firstFailed(page);
  if (!first) return wrapItems(marks, ' ', columns);
  return [
    ...wrapItems(marks, ' ', columns),
    '',
    ...checkLines(first, language, columns),
    ...findingLines(first, language, columns),
  ];
}

/** The lab's checks in their order, as far as each has been run. */
function checkSlots({ lab, checks }: LivePage) {
  const types = { id: typesCheckId, title: typesCheckTitle };
  return [types, ...lab.checks].map(({ id, title }) => ({
    title,
    report: checks.find((check) => check.id === id),
  }));
}

/** The checks of a lab run in its order; that of the types runs beside them, and nobody waits for it. */
const firstFailed = ({ lab, checks, report }: LivePage): CheckReport | undefined =>
  report
    ? firstNotPassed(report)
    : inOrder(lab, checks).find(({ state }) => state === 'failed' || state === 'environment');

function printed({ report }: LivePage, language: Language, columns: number): string[] {
  const lines = outputLines(report?.output ?? '', language, columns, printedLines);
  return lines.length > 0 ? ['', ...lines] : [];
}

function hints({ lab, hintsShown }: LivePage, language: Language, columns: number): string[] {
  return lab.hints
    .slice(0, hintsShown)
    .flatMap((hint, index) => [
      '',
      ...labelled(
        paint('cyan', hintTitle(index + 1, lab.hints.length)[language]),
        hint[language],
        columns,
      ),
    ]);
}
