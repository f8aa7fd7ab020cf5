import Papa from 'papaparse';
import { expect, test } from 'vitest';
import { resultsCsv } from '../../../scripts/grade/reports/class-csv.ts';
import { type ClassList, parseClassList } from '../../../scripts/grade/reports/class-list.ts';
import { lab, labResult, results, submission, untried } from './by-hand.ts';

const rowsOf = (csv: string, separator = ','): string[][] =>
  Papa.parse<string[]>(csv.slice(1).trimEnd(), { delimiter: separator }).data;

const ada = submission('ada', {
  student: { name: 'Ada Núñez', email: 'ada@example.org', language: 'es' },
  replaced: [untried(lab(5), 'missing')],
});
const unknown = submission('unknown', {
  replaced: [labResult(lab(4), { runs: { verdict: 'environment' } })],
});
const labColumns = [
  ...['01-publisher /14', '02-janus-config /18', '03-rtp-forward /10', '04-ffmpeg /13'],
  ...['05-nginx /16', '06-viewer /16', '07-faults /14', 'capstone /10'],
];

test('a row per student, a column per lab, sum and percent', () => {
  expect(rowsOf(resultsCsv(results(ada, submission('bob')), 'en'))).toEqual([
    ['id', 'name', 'email', ...labColumns, 'sum', 'percent', 'remark'],
    [
      ...['ada', 'Ada Núñez', 'ada@example.org'],
      ...['14', '18', '10', '13', '0', '16', '14', '10', '95', '85', '1 file missing'],
    ],
    ['bob', 'bob', '', '14', '18', '10', '13', '16', '16', '14', '10', '111', '100', ''],
  ]);
});

test('in Spanish, between semicolons when the class list is', () => {
  const list: ClassList = { members: [], separator: ';' };
  const [head, row] = rowsOf(resultsCsv(results(ada), 'es', list), ';');
  expect(head).toEqual([
    'carpeta',
    'nombre',
    'correo',
    ...labColumns,
    'suma',
    'porcentaje',
    'observación',
  ]);
  expect(row?.at(-1)).toBe('falta 1 archivo');
});

test('a spreadsheet knows it for UTF-8, with the ends of line of RFC 4180', () => {
  const csv = resultsCsv(results(ada), 'en');
  expect(csv.charCodeAt(0)).toBe(0xfeff);
  expect(csv.split('\r\n')).toHaveLength(3);
  expect(csv.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
});

test('what the machine could not tell is an empty cell, and the sum with it', () => {
  const [head = [], row = []] = rowsOf(resultsCsv(results(unknown), 'en'));
  const cell = (name: string) => row[head.indexOf(name)];
  expect([cell('04-ffmpeg /13'), cell('sum'), cell('percent')]).toEqual(['', '', '']);
  expect(cell('05-nginx /16')).toBe('16');
  expect(cell('remark')).toBe('environment');
});

test('nearly everything is not 100 percent', () => {
  const nearly = submission('nearly', { points: { earned: 996, possible: 1000 } });
  expect(rowsOf(resultsCsv(results(nearly), 'en'))[1]?.at(-2)).toBe('99');
});

test('who handed nothing in has a row', () => {
  const list = parseClassList(
    'folder,name,email\nada,Ada,\nzoe,Zoë,zoe@example.org\n',
    'class.csv',
  );
  const rows = rowsOf(resultsCsv(results(ada), 'en', list));
  expect(rows.slice(1).map(([id]) => id)).toEqual(['ada', 'zoe']);
  expect(rows[2]).toEqual([
    'zoe',
    'Zoë',
    'zoe@example.org',
    ...labColumns.map(() => ''),
    '',
    '',
    'nothing graded',
  ]);
});

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', ' =cmd|x', '＝1+1', '|x', '"=1'])(
  'a name is never calculated: %j',
  (name) => {
    const eve = submission('eve', { student: { name, email: '=1+1', language: null } });
    const [, , row = []] = rowsOf(resultsCsv(results(ada, eve), 'en'));
    for (const cell of row.slice(0, 3)) expect(cell).not.toMatch(/^\s*[=+\-@＝|]/);
    expect(row[2]).toBe("'=1+1");
  },
);

test('a written list is read again, whatever the names are made of', () => {
  const names = ['O’Neil, "Bob"; Jr.', '=1+1', '-', "'quoted'", 'Ñandú', '漢字', 'two lines'];
  const students = names.map((name, index) =>
    submission(`s${index}`, { student: { name, email: `${index}@example.org`, language: null } }),
  );
  for (const separator of [',', ';', '\t'] as const) {
    for (const language of ['en', 'es'] as const) {
      const csv = resultsCsv(results(...students), language, { members: [], separator });
      const list = parseClassList(csv, 'results.csv');
      expect(list.separator).toBe(separator);
      expect(list.members.map(({ name }) => name)).toEqual(names);
      expect(list.members.map(({ id, email }) => [id, email])).toEqual(
        names.map((_, index) => [`s${index}`, `${index}@example.org`]),
      );
    }
  }
});
