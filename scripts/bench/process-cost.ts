/** What a program costs, by the kernel's own accounting: processor time and memory of all its processes. */
import { readdir, readFile } from 'node:fs/promises';

export interface ProcessCost {
  /** On a processor since each process began, all threads together, in seconds. */
  cpuSeconds: number;
  /** Proportional set size: what the processes share is counted once. In bytes. */
  memoryBytes: number;
}

/**
 * A program with its children and theirs.
 * @see proc(5): /proc/PID/task/TID/schedstat (nanoseconds on a processor), /proc/PID/smaps_rollup (Pss)
 * @throws {Error} when the program has ended.
 */
export async function costOf(pid: number): Promise<ProcessCost> {
  const pids = await processTree(pid);
  const costs = await Promise.all(pids.map(costOfProcess));
  return {
    cpuSeconds: sum(costs.map(({ cpuSeconds }) => cpuSeconds)),
    memoryBytes: sum(costs.map(({ memoryBytes }) => memoryBytes)),
  };
}

async function costOfProcess(pid: number): Promise<ProcessCost> {
  const threads = await readdir(`/proc/${pid}/task`);
  const nanoseconds = await Promise.all(
    threads.map(async (thread) => {
      // A thread may end between the list and the look.
      const text = await readFile(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').catch(() => '0');
      return Number(text.split(' ')[0]);
    }),
  );
  const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8');
  const kibibytes = Number(/^Pss:\s+(\d+) kB$/m.exec(rollup)?.[1]);
  return { cpuSeconds: sum(nanoseconds) / 1e9, memoryBytes: kibibytes * 1_024 };
}

/** @returns the process and everything that descends from it. */
async function processTree(pid: number): Promise<number[]> {
  const text = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8');
  const children = text.split(' ').filter(Boolean).map(Number);
  return [pid, ...(await Promise.all(children.map(processTree))).flat()];
}

const sum = (values: readonly number[]): number =>
  values.reduce((total, value) => total + value, 0);
