/**
 * What a program costs, by the kernel's own accounting: processor time and memory of all its processes.
 *
 * Read at one go, without waiting in between: on a busy machine, the hundred threads of a Janus
 * would else be looked at over a third of a second.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { sum } from 'simple-statistics';

export interface ProcessCost {
  /** On a processor since each process began, all threads together, in seconds. */
  cpuSeconds: number;
  /** Proportional set size: what the processes share is counted once. In bytes. */
  memoryBytes: number;
}

/**
 * A program with its children and theirs. What has ended, thread or process, took its time along:
 * of a program whose threads come and go, take both looks while the same ones live.
 * @see proc(5): /proc/PID/task/TID/schedstat (nanoseconds on a processor), /proc/PID/smaps_rollup (Pss)
 * @throws {Error} when the program itself has ended.
 */
export function costOf(pid: number): ProcessCost {
  const children = childrenOf(pid).map((child) => {
    try {
      return costOf(child);
    } catch {
      // A child may end between the list and the look.
      return nothing;
    }
  });
  return total([costOfProcess(pid), ...children]);
}

/** Of several programs together. */
export const costOfAll = (pids: readonly number[]): ProcessCost => total(pids.map(costOf));

function costOfProcess(pid: number): ProcessCost {
  const times = ofEachThread(pid, 'schedstat').map((text) => Number(text.split(' ')[0]));
  const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
  const kibibytes = Number(/^Pss:\s+(\d+) kB$/m.exec(rollup)?.[1]);
  return { cpuSeconds: sum(times) / 1e9, memoryBytes: kibibytes * 1_024 };
}

/** The kernel keeps a child with the thread that started it. */
const childrenOf = (pid: number): number[] =>
  ofEachThread(pid, 'children').flatMap((text) => text.split(' ').filter(Boolean).map(Number));

function ofEachThread(pid: number, file: 'schedstat' | 'children'): string[] {
  return readdirSync(`/proc/${pid}/task`).map((thread) => {
    try {
      return readFileSync(`/proc/${pid}/task/${thread}/${file}`, 'utf8');
    } catch {
      // A thread may end between the list and the look.
      return '';
    }
  });
}

const nothing: ProcessCost = { cpuSeconds: 0, memoryBytes: 0 };

const total = (costs: readonly ProcessCost[]): ProcessCost => ({
  cpuSeconds: sum(costs.map(({ cpuSeconds }) => cpuSeconds)),
  memoryBytes: sum(costs.map(({ memoryBytes }) => memoryBytes)),
});
