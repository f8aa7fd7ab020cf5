/** A home for a worker where no sandbox is to be had: emptied variables, and a folder that is removed afterwards. */
import { rm } from 'node:fs/promises';
import { killMarked, newRunMark } from '../labs/marked-processes.ts';
import { programNames, programTable } from '../system/program-table.ts';
import { makeOwnedFolder } from './owned-folder.ts';

export interface PrivateHome {
  environment: NodeJS.ProcessEnv;
  /** Ends whatever still runs on its behalf, and removes the folder. */
  remove(): Promise<void>;
}

export async function privateHome(): Promise<PrivateHome> {
  const folder = await makeOwnedFolder();
  const mark = newRunMark();
  const environment: NodeJS.ProcessEnv = {
    PATH: process.env.PATH,
    HOME: folder,
    TMPDIR: folder,
    LANG: 'C.UTF-8',
    [mark.variable]: mark.value,
  };
  for (const name of programNames) {
    const { variable } = programTable[name];
    const path = variable && process.env[variable];
    if (variable && path) environment[variable] = path;
  }
  return {
    environment,
    async remove() {
      await killMarked(mark);
      await rm(folder, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}
