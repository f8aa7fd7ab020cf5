import { mkdir, readdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { forgetOldBuilds, markServed } from '../../../scripts/docs/old-builds.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

/** No process has a number this large (proc(5), pid_max). */
const nobody = 2 ** 23;

test('keeps the three newest builds, and an old one that somebody serves', async () => {
  const folder = await temporaryFolder();
  const builds = ['a', 'b', 'c', 'd', 'e'];
  for (const [age, name] of builds.entries()) {
    await mkdir(join(folder, name));
    await utimes(join(folder, name), 1_000 - age, 1_000 - age);
  }
  await markServed(join(folder, 'e'));
  await writeFile(join(folder, `d.${nobody}.served`), '');
  await mkdir(join(folder, `f.${nobody}`));
  await mkdir(join(folder, `g.${process.pid}`));
  await forgetOldBuilds(folder);
  expect((await readdir(folder)).toSorted()).toEqual(
    ['a', 'b', 'c', 'e', `e.${process.pid}.served`, `g.${process.pid}`].toSorted(),
  );
});
