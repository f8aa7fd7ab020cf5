/** Where in a folder that was handed in the seven files lie: the ZIP of a repository has a folder around it. */
import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { folderOf, labs } from '../../labs/catalog.ts';

/** A ZIP in a folder of the student's own. */
const deepest = 2;
/** A home folder that was handed in by mistake has more. */
const mostFolders = 200;
/** Not handed in, but made. */
export const madeFolders: readonly string[] = ['node_modules', '.git', '.workshop'];

/**
 * @returns the folder itself when some of the files lie where they belong in it, or nowhere; else
 *   the folders below it of which that is true. No link is followed.
 */
export async function submissionRoots(folder: string): Promise<string[]> {
  if (await hasFiles(folder)) return [folder];
  const roots: string[] = [];
  let level = [folder];
  for (let depth = 1; depth <= deepest; depth += 1) {
    const below = (await Promise.all(level.map(foldersOf))).flat().slice(0, mostFolders);
    level = [];
    for (const each of below) {
      if (await hasFiles(each)) roots.push(each);
      else level.push(each);
    }
  }
  return roots.length > 0 ? roots : [folder];
}

/** The one that counts: of several nobody knows which. */
export async function submissionRoot(folder: string): Promise<string> {
  const [root = folder, ...others] = await submissionRoots(folder);
  return others.length > 0 ? folder : root;
}

async function hasFiles(folder: string): Promise<boolean> {
  const paths = labs.flatMap((lab) => [join('labs', folderOf(lab), lab.file), lab.file]);
  const found = await Promise.all(
    paths.map((path) => lstat(join(folder, path)).catch(() => undefined)),
  );
  return found.some((each) => each !== undefined);
}

async function foldersOf(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isDirectory() && !madeFolders.includes(entry.name))
    .map(({ name }) => join(folder, name))
    .toSorted();
}
