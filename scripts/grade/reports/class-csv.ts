/** `results.csv`: the class for a spreadsheet, a row per student. */
import Papa from 'papaparse';
import type { Language, Text } from '../../language/text.ts';
import type { LabResult, Results, SubmissionResult } from '../results.ts';
import { type ClassList, type ClassMember, columnNames } from './class-list.ts';
import { formula } from './formulas.ts';
import { oneLine } from './printable.ts';
import { absentMembers } from './remarks.ts';
import { isGraded, isWhollyGraded, labsOf, nameOf } from './standing.ts';
import { noteOf } from './table-notes.ts';

type Row = Record<string, string | number>;

/** @param list students of it of whom nothing was graded have a row too, without points. */
export function resultsCsv(
  { submissions }: Pick<Results, 'submissions'>,
  language: Language,
  list?: ClassList,
): string {
  const labs = labsOf(submissions);
  const absent = list ? absentMembers(list, submissions) : [];
  const rows = [
    ...submissions.map((submission) => rowOf(submission, labs, language)),
    ...absent.map((member) => absentRow(member, labs, language)),
  ];
  const csv = Papa.unparse(
    { fields: Object.keys(headOf(labs, language)), data: rows },
    { delimiter: list?.separator ?? ',', newline: '\r\n', escapeFormulae: formula },
  );
  // Without this mark, Excel takes UTF-8 for something else.
  return `\uFEFF${csv}\r\n`;
}

function rowOf(submission: SubmissionResult, labs: readonly LabResult[], language: Language): Row {
  const { earned, possible } = submission.points;
  const isWhole = isWhollyGraded(submission);
  const points = labs.map(({ lab }) => {
    const own = submission.labs.find((one) => one.lab === lab);
    // An empty cell is no zero: what this machine could not tell must not lower a mark.
    return [lab, own && isGraded(own) ? own.points.earned : ''];
  });
  return inOrder(labs, language, {
    id: oneLine(submission.id),
    name: nameOf(submission),
    email: oneLine(submission.student?.email ?? ''),
    ...Object.fromEntries(points),
    sum: isWhole ? earned : '',
    // Rounded down: only who has everything has 100.
    percent: isWhole && possible > 0 ? Math.floor((100 * earned) / possible) : '',
    note: noteOf(submission, language),
  });
}

const absentRow = (member: ClassMember, labs: readonly LabResult[], language: Language): Row =>
  inOrder(labs, language, {
    id: member.id,
    name: member.name,
    email: member.email ?? '',
    note: texts.absent[language],
  });

/** The cells under the names of their columns. */
function inOrder(
  labs: readonly LabResult[],
  language: Language,
  cells: Readonly<Record<string, string | number>>,
): Row {
  const head = headOf(labs, language);
  return Object.fromEntries(Object.entries(head).map(([name, key]) => [name, cells[key] ?? '']));
}

/** The names of the columns and what stands in each. The first three are read by `--class` again. */
function headOf(labs: readonly LabResult[], language: Language): Record<string, string> {
  const own = (column: keyof typeof columnNames) =>
    columnNames[column][language === 'en' ? 0 : columnNames[column].length - 1] ?? column;
  return {
    [own('id')]: 'id',
    [own('name')]: 'name',
    [own('email')]: 'email',
    ...Object.fromEntries(labs.map(({ lab, points }) => [`${lab} /${points.possible}`, lab])),
    [texts.sum[language]]: 'sum',
    [texts.percent[language]]: 'percent',
    [texts.note[language]]: 'note',
  };
}

const texts = {
  sum: { en: 'sum', es: 'suma' },
  percent: { en: 'percent', es: 'porcentaje' },
  note: { en: 'remark', es: 'observación' },
  absent: { en: 'nothing graded', es: 'nada corregido' },
} satisfies Record<string, Text>;
