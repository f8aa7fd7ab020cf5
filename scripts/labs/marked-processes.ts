/**
 * Finds what was started on somebody's behalf. A process group can be left, a variable in the
 * environment is handed on to every descendant.
 */
import { randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';

/** A variable and its value, which no other process has. */
export interface Mark {
  variable: string;
  value: string;
}

/** Carried by the process of a student's stage, and all it starts. */
export const newStageMark = (): Mark => ({ variable: stageVariable, value: randomUUID() });
export const stageVariable = 'WORKSHOP_STAGE_HOST';

/** Carried by whatever runs checks, and all it starts, the processes of students' stages included. */
export const newRunMark = (): Mark => ({ variable: runVariable, value: randomUUID() });
export const runVariable = 'WORKSHOP_RUN';

/** From now on carried by every process that this one starts. */
export function markOwnDescendants(): Mark {
  const mark = newRunMark();
  process.env[mark.variable] = mark.value;
  return mark;
}

/** This process's own mark, for the emptied environment of another one; nothing where it has none. */
export function runMark(): NodeJS.ProcessEnv {
  const value = process.env[runVariable];
  return value ? { [runVariable]: value } : {};
}

const tries = 40;
const retryMilliseconds = 25;

/** The processes that carry the mark and still run. */
export async function markedProcesses({ variable, value }: Mark): Promise<number[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const marked = await Promise.all(
    pids.map(async (pid) => {
      // Another user's processes, and those that end meanwhile, cannot be read. A zombie's is empty.
      const environment = await readFile(`/proc/${pid}/environ`, 'utf8').catch(() => '');
      return environment.split('\0').includes(`${variable}=${value}`);
    }),
  );
  return pids.filter((_, index) => marked[index]).map(Number);
}

/**
 * Kills every process that carries the mark, and those they start meanwhile.
 * @throws {Error} when some are still there after a second.
 */
export async function killMarked(mark: Mark): Promise<void> {
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const pids = await markedProcesses(mark);
    if (pids.length === 0) return;
    for (const pid of pids) {
      try {
        process.kill(pid, 'SIGKILL');
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
      }
    }
    await delay(retryMilliseconds);
  }
  throw new Error('A process that the student’s code started does not end.');
}

/** The command lines of the processes that carry the mark. A kernel needs a moment to clear away what has ended. */
export async function remainingCommands(mark: Mark): Promise<string[]> {
  for (let attempt = 0; attempt < tries; attempt += 1) {
    if ((await markedProcesses(mark)).length === 0) return [];
    await delay(retryMilliseconds);
  }
  const pids = await markedProcesses(mark);
  const read = (pid: number) => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  const commands = await Promise.all(pids.map(read));
  return commands.filter((command) => command !== '').map((line) => line.replaceAll('\0', ' '));
}
