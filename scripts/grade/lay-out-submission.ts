/** Puts a student's files where they believe to be, for one sandbox, and nothing else of theirs. */
import { mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { folderOf } from '../../labs/catalog.ts';
import { sharedWithStages } from '../labs/lay-out.ts';
import { makeOwnedFolder } from './owned-folder.ts';
import type { Found } from './submission.ts';

export interface LaidOutSubmission {
  /** Absolute. */
  folder: string;
  remove(): Promise<void>;
}

/** @param workshop where the project lies for whoever reads this (absolute). */
export async function layOutSubmission(
  files: readonly Found[],
  workshop: string,
): Promise<LaidOutSubmission> {
  // Only we come in here; the sandbox, which is another user, gets the folder inside.
  const ours = await makeOwnedFolder();
  const folder = join(ours, 'files');
  await mkdir(join(folder, 'labs'), { recursive: true });
  for (const path of sharedWithStages) await symlink(join(workshop, path), join(folder, path));
  for (const { lab, text } of files) {
    const file = join(folder, 'labs', folderOf(lab), lab.file);
    await mkdir(dirname(file));
    await writeFile(file, text, { mode: 0o644 });
  }
  return { folder, remove: () => rm(ours, { recursive: true, force: true }) };
}
