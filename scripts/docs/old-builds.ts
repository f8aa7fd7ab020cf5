/**
 * The builds of the site that lie in one folder, each named by its hash. Beside them lie what is
 * being built (`<hash>.<pid>`) and marks of who serves one (`<hash>.<pid>.served`).
 */
import { readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isRunning } from '../system/sockets.ts';

const keptBuilds = 3;

/** This process serves the build: nobody forgets it while the process runs. */
export async function markServed(build: string): Promise<void> {
  await writeFile(`${build}.${process.pid}.served`, '');
}

/** Removes all but the newest builds, those that somebody serves, and what was left half-done. */
export async function forgetOldBuilds(folder: string): Promise<void> {
  const names = await readdir(folder);
  const isAbandoned = await Promise.all(
    names.map(async (name) => {
      const [, pid] = name.split('.');
      return pid !== undefined && !(await isRunning(Number(pid)));
    }),
  );
  const abandoned = names.filter((_, index) => isAbandoned[index]);
  const inUse = names.filter((name, index) => name.includes('.') && !isAbandoned[index]);
  const served = new Set(inUse.map((name) => name.split('.')[0]));
  const builds = await Promise.all(
    names
      .filter((name) => !name.includes('.'))
      .map(async (name) => ({ name, at: (await stat(join(folder, name))).mtimeMs })),
  );
  const old = builds
    .toSorted((a, b) => b.at - a.at)
    .slice(keptBuilds)
    .flatMap(({ name }) => (served.has(name) ? [] : [name]));
  const gone = [...old, ...abandoned];
  await Promise.all(gone.map((name) => rm(join(folder, name), { recursive: true, force: true })));
}
