/**
 * Temporary folders that tell who made them: a grader that was killed with -9 removes nothing, and
 * the next one does it for it.
 */
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isAlive } from '../system/is-alive.ts';

const prefix = 'workshop-grade-';

/** @returns its path (absolute); only this user comes in. */
export const makeOwnedFolder = (): Promise<string> =>
  mkdtemp(join(tmpdir(), `${prefix}${process.pid}-`));

/** Removes those whose maker is gone. */
export async function removeAbandonedFolders(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const [, pid] = new RegExp(`^${prefix}(\\d+)-`).exec(name) ?? [];
    if (pid === undefined || isAlive(Number(pid))) continue;
    await rm(join(tmpdir(), name), { recursive: true, force: true }).catch(ignoreForeign);
  }
}

/** Another user's are another user's to remove. */
function ignoreForeign(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPERM' && error.code !== 'EACCES') throw error;
}
