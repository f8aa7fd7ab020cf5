/** The same of code that runs in a page of Chromium: lab 01. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { folderOf, labs } from '../../labs/catalog.ts';
import { complete, type Files, grade, handIn } from './submissions.ts';

const file = 'labs/01-publisher/publisher.ts';
const solution = String(complete()[file]);
const lab = labs.find(({ slug }) => slug === 'publisher');
const full = lab?.checks.reduce((sum, { points }) => sum + points, 0);
let root: string;
let graded: Awaited<ReturnType<typeof grade>>;

/** The solution, with this before it. */
const doing = (statements: string): Files => ({ [file]: `${statements}\n${solution}` });

/** By name: what is handed in, and the reason of the first check that fails. */
const cases: Record<string, [Files, string | null]> = {
  'takes-memory': [
    doing('const kept: Uint8Array[] = [];\nfor (;;) kept.push(new Uint8Array(64 * 1024 ** 2));'),
    'does-not-load',
  ],
  'leaves-page': [doing("location.href = 'about:blank';"), 'leaves-page'],
  'reads-files': [
    doing(
      "void fetch('file:///etc/passwd').then((answer) => answer.text()).then(console.log, () => {});",
    ),
    null,
  ],
  complete: [{ [file]: solution }, null],
};

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'workshop-test-grade-'));
  const folders: string[] = [];
  for (const [name, [files]] of Object.entries(cases)) {
    folders.push(await handIn(root, name, files));
  }
  graded = await grade(folders, join(root, 'out'), { labs: [folderOf(lab as never)], jobs: 2 });
}, 300_000);
afterAll(() => rm(root, { recursive: true, force: true }));

test.each(Object.entries(cases))('%s', (name, [, reason]) => {
  const { labs: [result] = [], points } = graded.byId.get(name) ?? {};
  const failed = result?.checks.find(({ verdict }) => !['passed', 'blocked'].includes(verdict));
  expect(failed?.reason ?? null).toBe(reason);
  expect(points).toEqual({ earned: reason === null ? full : 0, possible: full });
  expect(result?.output).not.toContain('root:');
});

test('the machine is not blamed', () => {
  expect(graded.troubles).toEqual([]);
});
