/**
 * What a program of the same user shows to be let into the live API where pages show theirs: a secret
 * that lies in the work folder while the stack runs, readable for the owner only.
 */
import { randomBytes } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const fileIn = (workDirectory: string): string => join(workDirectory, 'owner-token');

/** @returns a new one, and how to take it away. */
export async function makeOwnerToken(
  workDirectory: string,
): Promise<{ token: string; remove(): Promise<void> }> {
  const token = randomBytes(24).toString('base64url');
  const path = fileIn(workDirectory);
  // Made anew: a file that is there keeps its mode.
  await rm(path, { force: true });
  await writeFile(path, token, { mode: 0o600, flag: 'wx' });
  return { token, remove: () => rm(path, { force: true }) };
}

/** @returns undefined where no stack of this folder runs. */
export const readOwnerToken = (workDirectory: string): Promise<string | undefined> =>
  readFile(fileIn(workDirectory), 'utf8').catch(() => undefined);
