/** The work folder: claimed by one stack at a time, cleaned of what an earlier one left. */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import type { Settings } from '../../labs/settings.ts';
import { alreadyRunning } from '../system/already-running.ts';
import { runningSupervisor, type SupervisorRecord } from '../system/supervisor-file.ts';
import { supervisorFile, workDirectory } from '../system/work-directory.ts';

/**
 * Claims the work folder for this process.
 * @returns how to give it back.
 * @throws {WorkshopError} when a stack runs there already.
 */
export async function claimWorkFolder(portOffset: number): Promise<{ release(): Promise<void> }> {
  await mkdir(workDirectory(portOffset), { recursive: true, mode: 0o700 });
  const path = supervisorFile(portOffset);
  const record: SupervisorRecord = {
    pid: process.pid,
    startedAt: new Date().toISOString(),
    portOffset,
  };
  // Of two that start at the same moment `wx` lets one through.
  const claim = () => writeFile(path, `${JSON.stringify(record)}\n`, { flag: 'wx' });
  await claim().catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
    const running = await runningSupervisor(portOffset);
    if (running) throw alreadyRunning(running.pid);
    // What a power cut left is no claim.
    await rm(path, { force: true });
    await claim();
  });
  return { release: () => rm(path, { force: true }) };
}

/** Makes the folders of a stack, empty but for the public one, which has a continuity to keep. */
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
