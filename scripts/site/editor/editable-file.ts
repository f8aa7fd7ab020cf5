/** Which files a page may have opened in an editor. */
import { lstat, realpath } from 'node:fs/promises';
import { join, normalize } from 'node:path';
import { labs } from '../../../labs/catalog.ts';
import { stageFile } from '../../labs/lab-layout.ts';
import { repositoryRoot } from '../../system/work-directory.ts';

/** A page of the site; nothing in it that a path could be led astray by. */
const pageOfTheSite = /^docs\/(?:[\w-]+\/)*[\w-]+(?:\.[\w-]+)*\.md$/;

/**
 * @param name from the project's root, as the page says it.
 * @returns the file (absolute); null unless it is a student's stage file or a page of the site, and
 *   a file of its own and no link.
 */
export async function editableFile(name: string): Promise<string | null> {
  const file = join(repositoryRoot, name);
  const isStage = labs.some((lab) => stageFile(lab, 'labs') === file);
  const isPage = pageOfTheSite.test(name);
  if (normalize(name) !== name || !(isStage || isPage)) return null;
  const stat = await lstat(file).catch(() => null);
  if (!stat?.isFile()) return null;
  // A folder on the way may be a link too.
  const real = await realpath(file);
  return real === join(await realpath(repositoryRoot), name) ? file : null;
}
