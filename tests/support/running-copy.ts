/**
 * A whole copy of the workshop with `npm start` running in it: a test may edit its students' files
 * as a student does, and look at its site as a student does.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { basePorts } from '../../labs/settings.ts';
import { freePortOffset, releasePortOffset } from '../../scripts/checks/free-port-offset.ts';
import { waitUntil } from '../../scripts/checks/wait-until.ts';
import { repositoryRoot } from '../../scripts/system/work-directory.ts';

const copied = [
  ...['docs', 'labs', 'scripts', 'solutions'],
  ...['package.json', 'package-lock.json', 'tsconfig.json'],
  // The same files make the same site: it is built already.
  '.workshop/site',
];

export interface RunningCopy {
  /** Without a slash at its end. */
  url: string;
  /** Where it lies (absolute). */
  root: string;
  portOffset: number;
  read(path: string): Promise<string>;
  write(path: string, text: string): Promise<void>;
  /** Seconds from the command until the stack said that it runs, and until the first page was there. */
  started: { stackSeconds: number; siteSeconds: number };
}

const limitMilliseconds = 60_000;

/** Ends with the test. @param args of `npm start`. */
export async function startRunningCopy(args: readonly string[] = []): Promise<RunningCopy> {
  const root = await mkdtemp(join(tmpdir(), 'workshop-running-'));
  onTestFinished(() => rm(root, { recursive: true, force: true, maxRetries: 3 }));
  for (const name of copied) {
    await cp(join(repositoryRoot, name), join(root, name), { recursive: true });
  }
  await symlink(join(repositoryRoot, 'node_modules'), join(root, 'node_modules'));
  const portOffset = await freePortOffset();
  onTestFinished(() => releasePortOffset(portOffset));
  const url = `http://localhost:${basePorts.site + portOffset}`;

  const began = performance.now();
  const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/start.ts', ...args], {
    cwd: root,
    env: { ...process.env, WORKSHOP_PORT_OFFSET: String(portOffset), WORKSHOP_LANG: 'en' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(async () => {
    if (child.exitCode !== null) return;
    child.kill('SIGTERM');
    await once(child, 'exit');
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  const secondsUntil = async (what: string, isSo: () => boolean | Promise<boolean>) => {
    await waitUntil(what, isSo, limitMilliseconds);
    return (performance.now() - began) / 1_000;
  };
  const stackSeconds = await secondsUntil('npm start says that it runs', () =>
    output.includes('The workshop is running'),
  );
  const siteSeconds = await secondsUntil('the site answers', async () => (await fetch(url)).ok);
  return {
    ...{ url, root, portOffset },
    started: { stackSeconds, siteSeconds },
    read: (path) => readFile(join(root, path), 'utf8'),
    write: (path, text) => writeFile(join(root, path), text),
  };
}
