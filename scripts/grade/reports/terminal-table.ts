/** A graded class in the terminal: a row per submission, and what is usual among them. */
import Table from 'cli-table3';
import { oneDecimal } from '../../doctor/one-decimal.ts';
import { paint } from '../../language/paint.ts';
import type { Language, Text } from '../../language/text.ts';
import type { LabResult, SubmissionResult } from '../results.ts';
import { isGraded, isWhollyGraded, labNumber, labsOf, nameOf } from './standing.ts';
import { mean, median } from './statistics.ts';
import { noteOf, notGraded } from './table-notes.ts';

const widest = 100;
const smallestText = 10;
/** Columns with their margins: two of a lab's points, a sum such as `103/120`. */
const labColumns = 6;
const capstoneColumns = 10;
const sumColumns = 9;

export function classTable(
  submissions: readonly SubmissionResult[],
  language: Language,
  columns = process.stdout.columns ?? widest,
): string {
  const labs = labsOf(submissions);
  const table = new Table({
    head: [texts.name[language], ...labs.map((lab) => labHead(lab, language)), texts.sum[language]]
      .concat(texts.note[language])
      .map((head) => paint('bold', head)),
    style: { head: [], border: [], compact: true },
    chars: noRules,
    colWidths: columnWidths(labs, Math.min(columns, widest)),
    colAligns: ['left', ...labs.map(() => 'right' as const), 'right', 'left'],
    wordWrap: true,
  });
  for (const submission of submissions) table.push(rowOf(submission, labs, language));
  if (submissions.length > 1) table.push(...footer(submissions, labs, language));
  return table.toString().replace(/ +$/gm, '');
}

/** The names get what they need, the notes what is left. */
function columnWidths(labs: readonly LabResult[], columns: number): number[] {
  const points = labs.map((lab) => (labNumber(lab) ? labColumns : capstoneColumns));
  const taken = points.reduce((sum, width) => sum + width, sumColumns);
  const left = Math.max(columns - taken, 2 * smallestText);
  const name = Math.floor(left / 2);
  return [name, ...points, sumColumns, left - name];
}

/** Its number, and what it is worth below. */
const labHead = (lab: LabResult, language: Language): string =>
  `${labNumber(lab) ?? texts.capstone[language]}\n/${lab.points.possible}`;

function rowOf(
  submission: SubmissionResult,
  labs: readonly LabResult[],
  language: Language,
): string[] {
  const { earned, possible } = submission.points;
  const cells = labs.map(({ lab }) => {
    const own = submission.labs.find((one) => one.lab === lab);
    return own ? pointsCell(own) : '';
  });
  const sum = isWhollyGraded(submission)
    ? paint(earned === possible ? 'green' : 'reset', `${earned}/${possible}`)
    : paint('yellow', '?');
  return [nameOf(submission), ...cells, sum, noteOf(submission, language)];
}

function pointsCell({ verdict, points }: LabResult): string {
  if (verdict === 'environment') return paint('yellow', '?');
  if (verdict === 'missing') return paint('dim', '–');
  if (verdict === 'refused') return paint('red', '×');
  return paint(verdict === 'passed' ? 'green' : 'red', String(points.earned));
}

function footer(
  submissions: readonly SubmissionResult[],
  labs: readonly LabResult[],
  language: Language,
): string[][] {
  const whole = submissions.filter(isWhollyGraded);
  const sums = whole.map(({ points }) => points.earned);
  const perLab = labs.map(({ lab }) =>
    submissions
      .flatMap((submission) => submission.labs)
      .filter((one) => one.lab === lab && isGraded(one))
      .map(({ points }) => points.earned),
  );
  const row = (name: Text, of: typeof mean, note: string) => [
    paint('bold', name[language]),
    ...[...perLab, sums].map((values) => decimal(of(values), language)),
    note,
  ];
  const left = submissions.length - whole.length;
  return [
    row(texts.mean, mean, left > 0 ? notGraded(left)[language] : ''),
    row(texts.median, median, ''),
  ];
}

const decimal = (value: number | null, language: Language): string =>
  value === null ? '' : oneDecimal(value)[language];

/** White space tells columns apart as well as lines do. */
const noRules = Object.fromEntries(
  ['top', 'bottom', 'left', 'right', 'mid', 'left-mid', 'mid-mid', 'right-mid', 'middle']
    .concat(['top-mid', 'top-left', 'top-right', 'bottom-mid', 'bottom-left', 'bottom-right'])
    .map((name) => [name, '']),
);

const texts = {
  name: { en: 'Submission', es: 'Entrega' },
  capstone: { en: 'Capstone', es: 'Cierre' },
  sum: { en: 'Sum', es: 'Suma' },
  note: { en: 'Remark', es: 'Observación' },
  mean: { en: 'Mean', es: 'Media' },
  median: { en: 'Median', es: 'Mediana' },
} satisfies Record<string, Text>;
