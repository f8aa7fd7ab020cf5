/** Hashes that say whether a verdict would come out the same again. */
import { createHash, type Hash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { folderOf, labs } from '../../labs/catalog.ts';
import { repositoryRoot } from '../system/work-directory.ts';
import type { HandedInFiles } from './submission.ts';

/** What decides a verdict; the dependencies by their lock. */
const deciding = ['labs', 'scripts', 'solutions', 'package-lock.json'];
/** What only tells of it, or has nothing to do with it. */
const indifferent = [
  'docs',
  'diagrams',
  'doctor',
  'grade/reports',
  'handout',
  'pages',
  'testing',
].map((folder) => `scripts/${folder}`);

/** Of everything that decides a verdict, but for the files that students write. */
export async function hashOfChecks(): Promise<string> {
  const written = new Set(labs.map((lab) => join('labs', folderOf(lab), lab.file)));
  return hashOfFiles((path) => !written.has(path), deciding);
}

/** Of the catalog and the labs' descriptions. */
export const hashOfCatalog = (): Promise<string> =>
  hashOfFiles((path) => /^labs\/([\w-]+\/lab|\w+)\.ts$/.test(path), ['labs']);

/** Of the files that count, and of what was refused in their place. */
export function hashOfSubmission(files: HandedInFiles): string {
  const hash = createHash('sha256');
  for (const [lab, file] of files) {
    if (file.state === 'found') add(hash, folderOf(lab), file.text);
    if (file.state === 'refused') add(hash, `${folderOf(lab)} refused`, file.why.en);
  }
  return hash.digest('hex');
}

async function hashOfFiles(
  isWanted: (path: string) => boolean,
  roots: readonly string[],
): Promise<string> {
  const hash = createHash('sha256');
  for (const root of roots) {
    for (const path of (await filesBelow(root)).filter(isWanted)) {
      add(hash, path, await readFile(join(repositoryRoot, path)));
    }
  }
  return hash.digest('hex');
}

function add(hash: Hash, name: string, content: string | Buffer): void {
  // With its length, so that no two lists of files read the same.
  hash.update(`${name}\0${Buffer.byteLength(content)}\0`).update(content);
}

/** From the repository's root, in an order that does not depend on the disk. */
async function filesBelow(root: string): Promise<string[]> {
  const absolute = join(repositoryRoot, root);
  if (root.endsWith('.json')) return [root];
  const entries = await readdir(absolute, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(repositoryRoot, join(entry.parentPath, entry.name)))
    .filter((path) => !indifferent.some((folder) => path.startsWith(`${folder}/`)))
    .toSorted();
}
