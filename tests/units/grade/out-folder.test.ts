import { chmod, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { takeOutFolder } from '../../../scripts/grade/out-folder.ts';
import { WorkshopError } from '../../../scripts/language/workshop-error.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

test('one grader at a time writes there', async () => {
  const out = join(await temporaryFolder(), 'grades');
  const giveBack = await takeOutFolder(out);
  await expect(takeOutFolder(out)).rejects.toThrow(`process ${process.pid}`);
  await giveBack();
  expect(await readdir(out)).toEqual([]);
  await (await takeOutFolder(out))();
});

test('one that was killed keeps nobody out', async () => {
  const out = await temporaryFolder();
  // No process has it: the kernel gives smaller ones only.
  await writeFile(join(out, '.grading'), '99999999');
  await (await takeOutFolder(out))();
});

test('where nobody can write, that is what is said', async () => {
  const folder = await temporaryFolder();
  const file = join(folder, 'file');
  await writeFile(file, '');
  await chmod(file, 0o444);
  await expect(takeOutFolder(file)).rejects.toThrow(WorkshopError);
  await expect(takeOutFolder(join(file, 'below'))).rejects.toThrow(WorkshopError);
});
