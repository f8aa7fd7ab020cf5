/** `npm run grade` as somebody who is not root, with a Node.js in a home, as nvm puts it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { resultsSchema } from '../../scripts/grade/results.ts';
import { run } from '../../scripts/system/run.ts';
import { repositoryRoot } from '../../scripts/system/work-directory.ts';
import { complete, handIn } from './submissions.ts';

const isRoot = process.getuid?.() === 0;
/** Nobody's; the sandboxes of root have other ones. */
const userId = '60999';
let root: string;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'workshop-test-grade-'));
  await chmod(root, 0o755);
  for (const folder of ['home', 'workshop', 'node']) await mkdir(join(root, folder));
  await handIn(root, 'home/ada', complete());
  if (isRoot) await run('chown', ['-R', `${userId}:${userId}`, join(root, 'home')]);
});
afterAll(() => rm(root, { recursive: true, force: true }));

/** The workshop and Node.js may lie where only root comes in: they are mounted where all do. */
function asSomebody(line: string) {
  if (!isRoot) return spawn('sh', ['-c', line], { cwd: repositoryRoot });
  const script = [
    `mount --bind "${repositoryRoot}" "${root}/workshop"`,
    `mount --bind "${dirname(dirname(process.execPath))}" "${root}/node"`,
    `cd "${root}/workshop"`,
    `exec setpriv --reuid=${userId} --regid=${userId} --clear-groups sh -c '${line}'`,
  ].join(' && ');
  const { NODE_OPTIONS: _, ...variables } = process.env;
  const env = { ...variables, HOME: `${root}/home`, PATH: `${root}/node/bin:${process.env.PATH}` };
  return spawn('unshare', ['--mount', 'sh', '-c', script], { env });
}

test('all points, and the report says how it was isolated', { timeout: 120_000 }, async () => {
  const out = join(root, 'home/out');
  const child = asSomebody(
    `node --import tsx scripts/grade.ts ${root}/home/ada --out ${out} --labs 2,5`,
  );
  const [said, complaints] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  expect(child.exitCode, complaints).toBe(0);
  expect(said).toContain('34/34');
  const results = resultsSchema.parse(
    JSON.parse(await readFile(join(out, 'results.json'), 'utf8')),
  );
  // Not every system gives namespaces to everybody: then the report says so.
  const isTold = complaints.includes('gives no namespaces');
  expect(results.isolation).toBe(isTold ? 'process' : 'namespaces');
});
