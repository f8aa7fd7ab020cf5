/** What the site is made of, as one hash: a build is fresh while it has not changed. */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { folderOf, labs } from '../../labs/catalog.ts';
import { repositoryRoot } from '../system/work-directory.ts';

const roots = ['docs', 'labs', 'solutions', 'scripts', 'package.json', 'package-lock.json'];

/** What VitePress writes there itself: its results, its parts, and its reading of the configuration. */
const output = /^docs\/\.vitepress\/(dist$|cache$|parts-|config\.ts\.timestamp-)/;

/** Pages show the starters, which are cut from the solutions: a student's work changes no page. */
const studentFiles = labs.map((lab) => `labs/${folderOf(lab)}/${lab.file}`);

/** @returns a short hash that is a folder's name everywhere. */
export async function hashOfSiteInputs(): Promise<string> {
  const files = (await Promise.all(roots.map(filesBelow))).flat();
  const hash = createHash('sha256').update(`${process.version}\0`);
  for (const file of files.toSorted()) {
    hash
      .update(`${file}\0`)
      .update(await readFile(join(repositoryRoot, file)))
      .update('\0');
  }
  return hash.digest('hex').slice(0, 16);
}

/** From the project's root; a file is itself. */
async function filesBelow(path: string): Promise<string[]> {
  if (output.test(path) || studentFiles.includes(path)) return [];
  const absolute = join(repositoryRoot, path);
  const entries = await readdir(absolute, { withFileTypes: true }).catch(() => undefined);
  if (!entries) return [path];
  const below = entries
    .filter((entry) => entry.isDirectory() || entry.isFile())
    .map(({ name }) => filesBelow(`${path}/${name}`));
  return (await Promise.all(below)).flat();
}
