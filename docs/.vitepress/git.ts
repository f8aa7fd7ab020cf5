/** What git knows of this copy of the workshop. A downloaded archive has no history, a new machine no git. */
import { execFileSync } from 'node:child_process';
import { repositoryRoot } from '../../scripts/system/work-directory.ts';

/** @returns what git says; null where it is missing, or has nothing to say of this folder. */
export function askGit(...args: readonly string[]): string | null {
  try {
    return execFileSync('git', ['-C', repositoryRoot, ...args], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return null;
  }
}
