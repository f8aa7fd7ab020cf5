import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startVitest } from 'vitest/node';
import type { Tally } from '../../../scripts/testing/tally.ts';
import { TallyReporter } from '../../../scripts/testing/tally-reporter.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tally-reporter-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** Runs the given test files with the real vitest and the reporter alone. */
async function runTests(files: Record<string, string>): Promise<{ tally: Tally; table: string }> {
  let table = '';
  for (const [name, source] of Object.entries(files)) await writeFile(join(folder, name), source);
  const reporter = new TallyReporter((written) => {
    table += written;
  });
  const exitCodeBefore = process.exitCode;
  const vitest = await startVitest('test', [], {
    root: folder,
    config: false,
    watch: false,
    globals: true,
    reporters: [reporter],
  });
  await vitest.close();
  // vitest tells its own outcome there, and a failing run is what some tests want.
  process.exitCode = exitCodeBefore;
  return { tally: reporter.tally, table };
}

test('counts passed, failed and skipped tests, file by file', async () => {
  const { tally, table } = await runTests({
    'a.test.js': `test('one', () => {}); test('two', () => { throw new Error('no'); });`,
    'b.test.js': `test.skip('three', () => {}); test('four', () => {});`,
  });
  expect(tally).toEqual({ passed: 2, failed: 1, skipped: 1 });
  expect(table).toMatch(/a\.test\.js │ +1 │ +1 │ +0 │/);
  expect(table).toMatch(/b\.test\.js │ +1 │ +0 │ +1 │/);
});

test('counts a file that does not load as a failure', async () => {
  const { tally } = await runTests({ 'a.test.js': `throw new Error('broken file');` });
  expect(tally).toEqual({ passed: 0, failed: 1, skipped: 0 });
});

test('counts a failing hook as a failure, though its tests are only skipped', async () => {
  const { tally } = await runTests({
    'a.test.js': `describe('suite', () => {
      beforeAll(() => { throw new Error('no daemon'); });
      test('one', () => {});
    });`,
  });
  expect(tally).toEqual({ passed: 0, failed: 1, skipped: 1 });
});

test('counts an error that no test caught as a failure', async () => {
  const { tally } = await runTests({
    'a.test.js': `test('one', () => new Promise((resolve) => {
      setTimeout(() => { resolve(); throw new Error('stray'); }, 1);
    }));`,
  });
  expect(tally.failed).toBe(1);
});

test('prints a row for each solution that a lab’s tests have run', async () => {
  const { table } = await runTests({
    'a.test.js': `test('one', ({ task }) => {
      const points = { earned: 3, possible: 5 };
      task.meta.solution = { lab: '05-nginx', checks: { passed: 2, all: 3 }, points, seconds: 1.25 };
    });`,
  });
  expect(table).toMatch(/05-nginx │ +2 \/ 3 │ +3 \/ 5 │ +1\.[23] │/);
});

test('names what passed only at the second try, and what was seen the first time', async () => {
  const { tally, table } = await runTests({
    'a.test.js': `let tries = 0;
    test('shaky', { retry: 1 }, () => { tries += 1; if (tries < 2) throw new Error('too late'); });
    test('broken', { retry: 1 }, () => { throw new Error('always'); });
    test('steady', { retry: 1 }, () => {});`,
  });
  expect(tally).toEqual({ passed: 2, failed: 1, skipped: 0 });
  expect(table.match(/second try: .*/g)).toEqual([expect.stringMatching(/a\.test\.js > shaky$/)]);
  expect(table).toContain('the first time: too late');
});

test('names what failed, and what was seen: tests, hooks, files and stray errors', async () => {
  const { table } = await runTests({
    'a.test.js': `test('one', () => { throw new Error('no\\npictures'); });
    describe('suite', () => { beforeAll(() => { throw new Error('no daemon'); }); test('two', () => {}); });`,
    'b.test.js': `throw new Error('broken file');`,
    'c.test.js': `test('three', () => new Promise((resolve) => {
      setTimeout(() => { resolve(); throw new Error('stray'); }, 1);
    }));`,
  });
  expect(table).toMatch(/^failed: .*a\.test\.js > one\n {2}no\n {2}pictures$/m);
  expect(table).toMatch(/^failed: .*a\.test\.js > suite\n {2}no daemon$/m);
  expect(table).toMatch(/^failed: .*b\.test\.js\n {2}broken file$/m);
  expect(table).toMatch(/^failed: outside of any test\n {2}stray$/m);
  expect(table.match(/^failed: /gm)).toHaveLength(4);
});
