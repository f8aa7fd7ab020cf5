/** What was handed in and does not count: it is named, so that nobody wonders why it has no effect. */
import { constants, type Dirent } from 'node:fs';
import { lstat, open, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { repositoryRoot } from '../system/work-directory.ts';
import type { SubmissionResult } from './results.ts';
import { madeFolders } from './submission-root.ts';

type Ignored = SubmissionResult['ignored'];

/** A page of the report; who has more than that, has handed in something else. */
const mostListed = 50;
/** Walks end: a home folder that was handed in by mistake has hundreds of thousands of files. */
const mostLookedAt = 5_000;
/** The feedback of an earlier time was not handed in, either. */
const leftOut = new Set([...madeFolders, 'FEEDBACK.md']);

/**
 * @param folder as it was handed in; no link in it is followed.
 * @param counting the files that count, from there.
 */
export async function ignoredFiles(folder: string, counting: readonly string[]): Promise<Ignored> {
  const counts = new Set(counting);
  const ignored: Ignored = [];
  let lookedAt = 0;
  const walk = async (below: string): Promise<void> => {
    const entries = await readdir(join(folder, below), { withFileTypes: true }).catch(() => []);
    for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = join(below, entry.name);
      if (leftOut.has(entry.name) || counts.has(path)) continue;
      lookedAt += 1;
      if (ignored.length >= mostListed || lookedAt > mostLookedAt) return;
      if (entry.isDirectory()) await walk(path);
      else {
        const why = await difference(folder, path, entry);
        if (why) ignored.push({ path, why });
      }
    }
  };
  await walk('');
  return ignored;
}

async function difference(
  folder: string,
  path: string,
  entry: Dirent,
): Promise<Ignored[number]['why'] | undefined> {
  const ours = await readFile(join(repositoryRoot, path)).catch(() => undefined);
  if (!ours) return 'extra';
  const theirs = entry.isFile()
    ? await sameSizeContent(join(folder, path), ours.length)
    : undefined;
  return theirs?.equals(ours) ? undefined : 'changed';
}

/** Undefined when it is not even as long as ours: a file of gigabytes is not read. */
async function sameSizeContent(file: string, bytes: number): Promise<Buffer | undefined> {
  const { size } = await lstat(file);
  if (size !== bytes) return undefined;
  const handle = await open(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    const content = Buffer.alloc(bytes);
    const { bytesRead } = await handle.read(content, 0, bytes, 0);
    return content.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}
