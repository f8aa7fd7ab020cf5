/** What a program costs, by the kernel's own accounting: processor time and memory of all its processes. */
import { readdir, readFile } from 'node:fs/promises';

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
export async function costOf(pid: number): Promise<ProcessCost> {
  const children = (await childrenOf(pid)).map((child) =>
    // A child may end between the list and the look.
    costOf(child).catch(() => nothing),
  );
  return total(await Promise.all([costOfProcess(pid), ...children]));
}

/** Of several programs together. */
export const costOfAll = async (pids: readonly number[]): Promise<ProcessCost> =>
  total(await Promise.all(pids.map(costOf)));

async function costOfProcess(pid: number): Promise<ProcessCost> {
  const nanoseconds = await ofEachThread(pid, 'schedstat', (text) => Number(text.split(' ')[0]));
  const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8');
  const kibibytes = Number(/^Pss:\s+(\d+) kB$/m.exec(rollup)?.[1]);
  return { cpuSeconds: sum(nanoseconds) / 1e9, memoryBytes: kibibytes * 1_024 };
}

/** The kernel keeps a child with the thread that started it. */
async function childrenOf(pid: number): Promise<number[]> {
  const lists = await ofEachThread(pid, 'children', (text) => text.split(' ').filter(Boolean));
  return lists.flat().map(Number);
}

async function ofEachThread<T>(
  pid: number,
  file: 'schedstat' | 'children',
  read: (text: string) => T,
): Promise<T[]> {
  const threads = await readdir(`/proc/${pid}/task`);
  return Promise.all(
    threads.map(async (thread) => {
      // A thread may end between the list and the look.
      const text = await readFile(`/proc/${pid}/task/${thread}/${file}`, 'utf8').catch(() => '');
      return read(text);
    }),
  );
}

const nothing: ProcessCost = { cpuSeconds: 0, memoryBytes: 0 };

const total = (costs: readonly ProcessCost[]): ProcessCost => ({
  cpuSeconds: sum(costs.map(({ cpuSeconds }) => cpuSeconds)),
  memoryBytes: sum(costs.map(({ memoryBytes }) => memoryBytes)),
});

const sum = (values: readonly number[]): number => values.reduce((so, value) => so + value, 0);
