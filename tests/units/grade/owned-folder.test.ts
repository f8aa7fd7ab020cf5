import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { makeOwnedFolder, removeAbandonedFolders } from '../../../scripts/grade/owned-folder.ts';
import { tsxArguments } from '../../../scripts/system/tsx-process.ts';
import { repositoryRoot } from '../../../scripts/system/work-directory.ts';

const source = pathToFileURL(`${repositoryRoot}/scripts/grade/owned-folder.ts`).href;
const makeAndWait = `import('${source}').then(async ({ makeOwnedFolder }) => {
  console.log(await makeOwnedFolder());
  setInterval(() => {}, 1000);
})`;

test('the folder of a grader that was killed goes, that of one that runs stays', async () => {
  const other = spawn(process.execPath, [...tsxArguments, '-e', makeAndWait]);
  onTestFinished(() => void other.kill('SIGKILL'));
  const [line] = (await once(other.stdout, 'data')) as [Buffer];
  const abandoned = line.toString().trim();
  const own = await makeOwnedFolder();
  onTestFinished(() => rm(own, { recursive: true, force: true }));

  await removeAbandonedFolders();
  expect([existsSync(abandoned), existsSync(own)]).toEqual([true, true]);

  other.kill('SIGKILL');
  await once(other, 'exit');
  await removeAbandonedFolders();
  expect([existsSync(abandoned), existsSync(own)]).toEqual([false, true]);
});
