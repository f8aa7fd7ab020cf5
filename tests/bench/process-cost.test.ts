/** `costOf` against programs that say themselves what they used. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { costOf, costOfAll } from '../../scripts/bench/process-cost.ts';
import { signalGroup } from '../../scripts/stack/process.ts';

const program = fileURLToPath(new URL('support/busy.mjs', import.meta.url));

interface Busy {
  pid: number;
  /** What each of its processes said it used, added up. */
  cpuSeconds: number;
}

/** Starts the program; resolves when it has done its work, and rests. */
async function startBusy(...args: readonly string[]): Promise<Busy> {
  const child = spawn(process.execPath, [program, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  });
  onTestFinished(() => signalGroup(child.pid, 'SIGKILL'));
  const [text] = await once(child.stdout, 'data');
  return { pid: child.pid ?? 0, cpuSeconds: Number(text) };
}

test('one process that is busy, and then rests', async () => {
  const busy = await startBusy('burn', '1');
  const { cpuSeconds } = costOf(busy.pid);
  expect(cpuSeconds).toBeGreaterThan(1);
  expect(Math.abs(cpuSeconds - busy.cpuSeconds)).toBeLessThan(0.1);
  const again = costOf(busy.pid);
  expect(again.cpuSeconds - cpuSeconds).toBeLessThan(0.05);
});

test('threads, children of the main thread and children of another', async () => {
  const busy = await startBusy('family');
  const { cpuSeconds } = costOf(busy.pid);
  expect(busy.cpuSeconds).toBeGreaterThan(1.8);
  expect(Math.abs(cpuSeconds - busy.cpuSeconds)).toBeLessThan(0.2);
});

test('memory that was asked for and written to', async () => {
  const [little, much] = await Promise.all([startBusy('fill', '0'), startBusy('fill', '200e6')]);
  const difference = costOf(much.pid).memoryBytes - costOf(little.pid).memoryBytes;
  expect(difference).toBeGreaterThan(190e6);
  expect(difference).toBeLessThan(210e6);
});

test('several programs are added up; one that is gone is an error', async () => {
  const [one, other] = await Promise.all([startBusy('burn', '0.3'), startBusy('burn', '0.5')]);
  const { cpuSeconds } = costOfAll([one.pid, other.pid]);
  expect(Math.abs(cpuSeconds - one.cpuSeconds - other.cpuSeconds)).toBeLessThan(0.1);

  const gone = spawn('true');
  await once(gone, 'exit');
  expect(() => costOf(gone.pid ?? 0)).toThrow('ENOENT');
});
