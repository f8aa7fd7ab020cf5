/** The process that runs checks for the site: how long it stays, and how it is cancelled. */
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { findLab } from '../../labs/catalog.ts';
import type { Lab } from '../../labs/lab.ts';
import { waitUntil } from '../../scripts/checks/wait-until.ts';
import { stageFile } from '../../scripts/labs/lab-layout.ts';
import { LabRunner } from '../../scripts/labs/runner/lab-runner.ts';
import { isRunning } from '../../scripts/system/sockets.ts';
import { descendants } from '../support/descendants.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const lab = findLab('nginx') as Lab;
const solution = stageFile(lab, 'solutions');

let runner: LabRunner;
afterEach(() => runner?.close());

async function newRunner(idleMilliseconds?: number): Promise<LabRunner> {
  const logFile = join(await temporaryFolder(), 'labs.log');
  runner = new LabRunner({ logFile, ...(idleMilliseconds !== undefined && { idleMilliseconds }) });
  return runner;
}

/** Quick on a quiet machine. */
vi.setConfig({ testTimeout: 180_000 });

const areGone = async (pids: readonly number[]) =>
  (await Promise.all(pids.map(isRunning))).every((is) => !is);

test('a bench stands ready for the next run, and nothing is kept when there is none', async () => {
  const runner = await newRunner(3_000);
  expect(runner.pid, 'before the first run').toBeUndefined();
  expect((await runner.run(lab, solution, {})).verdict).toBe('passed');
  const { pid = 0 } = runner;
  expect((await runner.run(lab, solution, {})).verdict).toBe('passed');
  expect(runner.pid).toBe(pid);
  const family = [pid, ...(await descendants(pid))];
  expect(family.length, 'type checker, the next stage').toBeGreaterThanOrEqual(3);
  await waitUntil('all is given back', () => areGone(family), 60_000);
  expect(runner.pid).toBeUndefined();
  expect((await runner.run(lab, solution, {})).verdict, 'in another process').toBe('passed');
});

test('what is cancelled says so by the signal’s own reason, and the runner stays', async () => {
  const runner = await newRunner();
  const cancel = new AbortController();
  const reason = new Error('The student saved again.');
  const run = runner.run(lab, solution, {
    signal: cancel.signal,
    onCheck: () => cancel.abort(reason),
  });
  await expect(run).rejects.toBe(reason);
  const { pid } = runner;
  expect((await runner.run(lab, solution, {})).verdict).toBe('passed');
  expect(runner.pid).toBe(pid);
});

test('closing it ends a run that is under way, and leaves no process', async () => {
  const runner = await newRunner();
  const begun = new Promise<void>((resolve) => {
    const run = runner.run(lab, solution, { onCheck: () => resolve() });
    run.catch(() => {});
  });
  await begun;
  const { pid = 0 } = runner;
  const family = [pid, ...(await descendants(pid))];
  await runner.close();
  expect(await areGone(family)).toBe(true);
});
