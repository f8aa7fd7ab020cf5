import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { exitCodeOf, presentResults } from '../../../scripts/grade/reports/present.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { lab, labResult, results, submission, untried } from './by-hand.ts';

const half = submission('half', { replaced: [untried(lab(5), 'missing')] });
const unknown = submission('unknown', {
  replaced: [labResult(lab(4), { runs: { verdict: 'environment' } })],
});

/** What it prints, and the files it leaves, each with its content. */
async function present(of: ReturnType<typeof results>) {
  const folder = await temporaryFolder();
  const { text: printed, exitCode } = await presentResults(of, { folder, language: 'es' });
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
  expect(exitCodeOf(results(ada))).toBe(0);
  expect(exitCodeOf(results(half))).toBe(1);
  expect(exitCodeOf(results(ada, half))).toBe(0);
  expect(exitCodeOf(results(unknown))).toBe(2);
  expect(exitCodeOf(results(ada, unknown))).toBe(2);
});
