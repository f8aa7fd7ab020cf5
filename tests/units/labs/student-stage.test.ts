/** What is said of a file that does not load, and that a call is never blamed for the one before. */
import { expect, test } from 'vitest';
import { z } from 'zod';
import { findLab } from '../../../labs/catalog.ts';
import type { Lab } from '../../../labs/lab.ts';
import { layOut } from '../../../scripts/labs/lay-out.ts';
import { NotYet } from '../../../scripts/labs/not-yet.ts';
import { StudentStage } from '../../../scripts/labs/student-stage.ts';

const lab = findLab('nginx') as Lab;

async function onStage<T>(text: string, use: (stage: StudentStage) => Promise<T>): Promise<T> {
  const { file, remove } = await layOut(lab, text);
  const stage = new StudentStage(file);
  try {
    return await use(stage);
  } finally {
    await stage.close();
    await remove();
  }
}

const called = (stage: StudentStage, name: string) =>
  stage.call(name, [], z.string()).catch((error: unknown) => {
    if (error instanceof NotYet) return error;
    throw error;
  });

test.each([
  ['a mistake of syntax', 'export const f = () =>\n  "\\x";', "nginx.ts:2: Syntax error '\"'"],
  [
    'what TypeScript counts among the types',
    'const one = 1;\nconst one = 2;',
    'nginx.ts:2: The symbol "one" has already been declared',
  ],
  [
    'an import of nothing',
    "import { x } from './nowhere.ts';\nx();",
    "Error: Cannot find module 'labs/05-nginx/nowhere.ts' imported from labs/05-nginx/nginx.ts",
  ],
  ['an error', '\nnope();', 'ReferenceError: nope is not defined\nnginx.ts:2'],
])('a file does not load: %s', async (_what, text, seen) => {
  const error = (await onStage(text, (stage) => called(stage, 'f'))) as NotYet;
  expect(error.reason).toBe('does-not-load');
  expect(error.finding.expected).toEqual({
    en: '`nginx.ts` loads.',
    es: '`nginx.ts` se puede cargar.',
  });
  expect(error.finding.seen).toEqual({ en: seen, es: seen });
});

test('after a call that loops or ends the process the next one is answered', async () => {
  const text = [
    'export const loop = () => { for (;;); };',
    'export const end = () => process.exit(3);',
    "export const answer = () => 'here';",
  ].join('\n');
  await onStage(text, async (stage) => {
    expect(await called(stage, 'loop')).toMatchObject({ reason: 'never-returns' });
    expect(await called(stage, 'answer')).toBe('here');
    expect(await called(stage, 'end')).toMatchObject({ reason: 'ends-process' });
    expect(await called(stage, 'answer')).toBe('here');
  });
});

test('a closed stage starts no process', async () => {
  await onStage("export const answer = () => 'here';", async (stage) => {
    expect(await called(stage, 'answer')).toBe('here');
    const overtaken = called(stage, 'answer');
    await stage.close();
    expect(await overtaken).toMatchObject({ reason: 'ends-process' });
    expect(await called(stage, 'answer')).toMatchObject({ reason: 'ends-process' });
  });
});
