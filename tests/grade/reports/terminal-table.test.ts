import { stripVTControlCharacters } from 'node:util';
import { afterEach, expect, test } from 'vitest';
import { classTable } from '../../../scripts/grade/reports/terminal-table.ts';
import { languages } from '../../../scripts/language/text.ts';
import { capstone, lab, labResult, submission, untried } from './by-hand.ts';

const half = submission('half', {
  replaced: [
    untried(lab(5), 'missing'),
    untried(lab(6), 'missing'),
    labResult(lab(1), { encoder: { verdict: 'failed' } }),
    capstone(0),
  ],
});
const unknown = submission('unknown', {
  replaced: [labResult(lab(4), { runs: { verdict: 'environment' } })],
});
const cheat = submission('cheat', {
  replaced: [untried(lab(2), 'refused')],
  ignored: [
    { path: 'labs/05-nginx/checks.ts', why: 'changed' },
    { path: 'notes.txt', why: 'extra' },
  ],
});

/** The cells of the row that begins so. */
const row = (table: string, name: string): string[] =>
  (table.split('\n').find((line) => line.trim().startsWith(name)) ?? '').trim().split(/\s{2,}/);

const terminal = process.stdout.isTTY;
afterEach(() => {
  process.stdout.isTTY = terminal;
});

test('a row says the points of every lab, the sum, and what is missing', () => {
  const table = classTable([submission('ada'), half, cheat], 'en');
  expect(row(table, 'Submission')).toEqual([
    'Submission',
    '01',
    '02',
    '03',
    '04',
    '05',
    '06',
    '07',
    'Capstone',
    'Sum',
    'Remark',
  ]);
  expect(row(table, '/14')).toEqual(['/14', '/18', '/10', '/13', '/16', '/16', '/14', '/10']);
  expect(row(table, 'ada')).toEqual([
    'ada',
    '14',
    '18',
    '10',
    '13',
    '16',
    '16',
    '14',
    '10',
    '111/111',
  ]);
  expect(row(table, 'half')).toEqual([
    'half',
    '12',
    '18',
    '10',
    '13',
    '–',
    '–',
    '14',
    '0',
    '67/111',
    '2 files missing',
  ]);
  expect(row(table, 'cheat').slice(0, 3)).toEqual(['cheat', '14', '×']);
  expect(table).toMatch(/1 file refused, 1\s+other file changed/);
});

test('in Spanish, too', () => {
  const table = classTable([half, unknown], 'es');
  expect(row(table, 'Entrega').slice(-3)).toEqual(['Cierre', 'Suma', 'Observación']);
  expect(row(table, 'half').at(-1)).toBe('faltan 2 archivos');
  expect(row(table, 'unknown').at(-1)).toBe('entorno');
  expect(row(table, 'Media').at(-1)).toBe('sin la que tiene ?');
});

test('what the machine could not tell is neither a point nor a zero', () => {
  const table = classTable([submission('ada'), half, unknown], 'en');
  expect(row(table, 'unknown')).toEqual([
    'unknown',
    '14',
    '18',
    '10',
    '?',
    '16',
    '16',
    '14',
    '10',
    '?',
    'environment',
  ]);
  expect(row(table, 'Mean')).toEqual([
    'Mean',
    '13.3',
    '18.0',
    '10.0',
    '13.0',
    '10.7',
    '10.7',
    '14.0',
    '6.7',
    '89.0',
    'without 1 marked ?',
  ]);
  expect(row(table, 'Median').slice(0, 10)).toEqual([
    'Median',
    '14.0',
    '18.0',
    '10.0',
    '13.0',
    '16.0',
    '16.0',
    '14.0',
    '10.0',
    '89.0',
  ]);
});

test('one submission has no mean, and a run of two labs has two columns', () => {
  const two = submission('two');
  const table = classTable([{ ...two, labs: two.labs.slice(2, 4) }], 'en');
  expect(row(table, 'Submission')).toEqual(['Submission', '03', '04', 'Sum', 'Remark']);
  expect(table).not.toContain('Mean');
});

test.each(languages)('nothing is wider than 100 columns or the terminal, %s', (language) => {
  const long = submission('long', {
    student: { name: `${'n'.repeat(90)} ${'漢字'.repeat(40)}`, email: null, language: null },
    replaced: [untried(lab(1), 'missing'), untried(lab(2), 'refused')],
    ignored: cheat.ignored,
  });
  for (const [columns, widest] of [
    [80, 80],
    [100, 100],
    [240, 100],
  ] as const) {
    const lines = classTable([long, half, unknown], language, columns).split('\n');
    for (const line of lines) {
      const wide = line.match(/[\u4e00-\u9fff]/g)?.length ?? 0;
      expect(line.length + wide, line).toBeLessThanOrEqual(widest);
    }
  }
});

test('a name moves no cursor, paints nothing and makes no row of its own', () => {
  const name = 'Eve\u001b[2J\r\n forged  \u0007 97/97\u202e';
  const eve = submission('eve', { student: { name, email: null, language: null } });
  const table = classTable([eve], 'en');
  expect(table).toContain('Eve forged 97/97');
  expect(table).not.toMatch(/[^\P{Cc}\n]|\u202e/u);
});

test('colours are for terminals', () => {
  expect(classTable([half], 'en')).not.toContain('\u001b');
  process.stdout.isTTY = true;
  const painted = classTable([half], 'en');
  expect(painted).toContain('\u001b');
  expect(stripVTControlCharacters(painted)).toMatch(/half\s+12\s+18/);
});

test('says why a lab with all its points is not passed', () => {
  const types = submission('types', {
    replaced: [labResult(lab(5), {}, { verdict: 'not-yet' })],
  });
  expect(row(classTable([types], 'en'), 'types').at(-1)).toBe('type errors in 05');
});
