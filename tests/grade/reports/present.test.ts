import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { ClassList } from '../../../scripts/grade/reports/class-list.ts';
import { exitCodeOf, presentResults } from '../../../scripts/grade/reports/present.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { lab, labResult, results, submission, untried } from './by-hand.ts';

const half = submission('half', { replaced: [untried(lab(5), 'missing')] });
const unknown = submission('unknown', {
  replaced: [labResult(lab(4), { runs: { verdict: 'environment' } })],
});

/** What it prints, and the files it leaves, each with its content. */
async function present(
  of: ReturnType<typeof results>,
  { given = of.submissions, list }: { given?: typeof of.submissions; list?: ClassList } = {},
) {
  const folder = await temporaryFolder();
  const { text: printed, exitCode } = await presentResults(of, given, {
    folder,
    language: 'es',
    ...(list ? { list } : {}),
  });
  const names = (await readdir(folder, { recursive: true })).toSorted();
  return { folder, names, printed, exitCode };
}

test('every report lies beside the results, and the screen says where', async () => {
  const { folder, names, printed, exitCode } = await present(results(half, submission('ada ñ')));
  expect(names).toEqual([
    ...['feedback', 'feedback/ada ñ.md', 'feedback/half.md', 'junit.xml', 'results.csv'],
  ]);
  expect(await readFile(join(folder, 'feedback', 'half.md'), 'utf8')).toContain(
    '# Tus etapas: half',
  );
  expect(printed).toContain('falta 1 archivo');
  for (const name of ['results.json', 'results.csv', 'junit.xml', 'feedback']) {
    expect(printed).toContain(join(folder, name));
  }
  expect(printed).not.toContain('espacios de nombres');
  expect(exitCode).toBe(0);
});

test('no name of a folder leads out of the folder of feedback', async () => {
  const { names } = await present(results(submission('../../evil'), submission('..')));
  expect(names.filter((name) => name.endsWith('.md'))).toEqual([
    'feedback/_.md',
    'feedback/__.._evil.md',
  ]);
});

test('says when submissions ran without namespaces', async () => {
  const { printed } = await present({ ...results(half), isolation: 'process' });
  expect(printed).toContain('Corregido sin espacios de nombres');
});

test('the exit code is that of the lab for one submission, success for a graded class', () => {
  const ada = submission('ada');
  expect(exitCodeOf([ada])).toBe(0);
  expect(exitCodeOf([half])).toBe(1);
  expect(exitCodeOf([ada, half])).toBe(0);
  expect(exitCodeOf([unknown])).toBe(2);
  expect(exitCodeOf([ada, unknown])).toBe(2);
});

test('who is only in the list or only in a folder is named, and what the machine could not tell', async () => {
  const member = (id: string) => ({ id, name: id, email: null, language: null });
  const list: ClassList = { members: [member('half'), member('olga')], separator: ';' };
  const { printed } = await present(results(half, unknown), { list });
  expect(printed).toContain('No están en la lista de la clase: unknown\n');
  expect(printed).toContain('sin nada corregido: olga\n');
  expect(printed).toMatch(
    /no pudo comprobarlo \(\?\):\n {2}unknown, 04-ffmpeg\n {2}→ npm run doctor/,
  );
});

test('shows those of this time, and says that the files have more', async () => {
  const ada = submission('ada');
  const all = results(ada, half);
  const { printed, names, exitCode } = await present(all, { given: [ada] });
  expect(printed).not.toContain('half');
  expect(printed).toContain('hay otra entrega');
  expect(names).toContain('feedback/half.md');
  expect(exitCode).toBe(0);
});
