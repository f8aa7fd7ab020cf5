/** Puts the text of a stage where it believes to be in `labs/`, in a folder of its own. */
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { folderOf } from '../../labs/catalog.ts';
import type { Lab } from '../../labs/lab.ts';
import { repositoryRoot } from '../system/work-directory.ts';

/** What a stage may import. */
export const sharedWithStages = [
  'package.json',
  'node_modules',
  'labs/playback.ts',
  'labs/settings.ts',
  'labs/stages.ts',
];

export interface LaidOut {
  /** The stage's file (absolute). */
  file: string;
  remove(): Promise<void>;
}

/** @param text as it would stand in `labs/NN-slug/`. */
export async function layOut(lab: Lab, text: string): Promise<LaidOut> {
  const root = await mkdtemp(join(tmpdir(), 'workshop-lab-'));
  const folder = join(root, 'labs', folderOf(lab));
  await mkdir(folder, { recursive: true });
  for (const path of sharedWithStages) await symlink(join(repositoryRoot, path), join(root, path));
  const file = join(folder, lab.file);
  await writeFile(file, text);
  return { file, remove: () => rm(root, { recursive: true, force: true }) };
}
