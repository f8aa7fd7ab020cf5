/** The work folder: claimed by one stack at a time, cleaned of what an earlier one left. */
import { mkdir, open, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Settings } from '../../labs/settings.ts';
import { WorkshopError } from '../language/workshop-error.ts';
import { isRunning } from '../system/sockets.ts';

/** `supervisor.json`: who runs the stack of this folder. */
export const supervisorFileSchema = z.object({
  pid: z.number(),
  /** When that process started, in clock ticks since boot: a pid alone is used again some day. */
  startTicks: z.string(),
  startedAt: z.string(),
  portOffset: z.number(),
});
export type SupervisorFile = z.infer<typeof supervisorFileSchema>;

/**
 * Claims the work folder for this process.
 * @returns how to give it back.
 * @throws {WorkshopError} when a stack runs there already.
 */
export async function claimWorkFolder(
  workDirectory: string,
  portOffset: number,
): Promise<{ release(): Promise<void> }> {
  await mkdir(workDirectory, { recursive: true, mode: 0o700 });
  const path = join(workDirectory, 'supervisor.json');
  const running = await runningSupervisor(workDirectory);
  if (running) throw alreadyRunning(running);
  // Two that start in the same moment: `wx` lets only one create the file.
  await rm(path, { force: true });
  const file = await open(path, 'wx').catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'EEXIST' ? alreadyRunning({ pid: 0, startedAt: '' }) : error;
  });
  const content: SupervisorFile = {
    pid: process.pid,
    startTicks: await startTicks(process.pid),
    startedAt: new Date().toISOString(),
    portOffset,
  };
  await writeFile(file, `${JSON.stringify(content)}\n`);
  await file.close();
  return { release: () => rm(path, { force: true }) };
}

/** The stack that runs in a work folder, or null. A file left by a power cut counts as none. */
export async function runningSupervisor(workDirectory: string): Promise<SupervisorFile | null> {
  const text = await readFile(join(workDirectory, 'supervisor.json'), 'utf8').catch(() => '');
  const parsed = supervisorFileSchema.safeParse(parseJson(text));
  if (!parsed.success) return null;
  const { pid, startTicks: ticks } = parsed.data;
  const isSame = (await isRunning(pid)) && (await startTicks(pid)) === ticks;
  return isSame ? parsed.data : null;
}

/** Makes the folders of a stack, empty but for what viewers and students keep. */
export async function prepareFolders(settings: Settings): Promise<void> {
  const { janus, nginx, sessions, logs, live } = settings.paths;
  await Promise.all(
    [janus, nginx, sessions, logs].map(async (folder) => {
      await rm(folder, { recursive: true, force: true });
      // Rendered configurations hold secrets.
      await mkdir(folder, { recursive: true, mode: 0o700 });
    }),
  );
  await mkdir(live, { recursive: true });
}

/** Field 22 of proc_pid_stat(5); the name before it may hold spaces, so count from its end. */
async function startTicks(pid: number): Promise<string> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const alreadyRunning = ({ pid, startedAt }: { pid: number; startedAt: string }) =>
  new WorkshopError(
    {
      en: `The workshop runs already here (process ${pid}, since ${startedAt}).`,
      es: `El taller ya está en marcha aquí (proceso ${pid}, desde ${startedAt}).`,
    },
    {
      en: `Stop it with Ctrl-C in its terminal, or: kill ${pid}. For a second one beside it: WORKSHOP_PORT_OFFSET=100 npm start`,
      es: `Detenlo con Ctrl-C en su terminal, o con: kill ${pid}. Para otro a su lado: WORKSHOP_PORT_OFFSET=100 npm start`,
    },
  );
