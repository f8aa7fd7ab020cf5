/**
 * Finds what a student's code started. A process group can be left, a variable in the
 * environment is handed on to every descendant.
 */
import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';

export const markerVariable = 'WORKSHOP_STAGE_HOST';

const tries = 40;
const retryMilliseconds = 25;

/** The processes that carry the mark and still run. */
export async function markedProcesses(marker: string): Promise<number[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const marked = await Promise.all(
    pids.map(async (pid) => {
      // Another user's processes, and those that end meanwhile, cannot be read. A zombie's is empty.
      const environment = await readFile(`/proc/${pid}/environ`, 'utf8').catch(() => '');
      return environment.split('\0').includes(`${markerVariable}=${marker}`);
    }),
  );
  return pids.filter((_, index) => marked[index]).map(Number);
}

/**
 * Kills every process that carries the mark, and those they start meanwhile.
 * @throws {Error} when some are still there after a second.
 */
export async function killMarked(marker: string): Promise<void> {
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const pids = await markedProcesses(marker);
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
