/** What may be done to a student's file: put it into their language, or begin it anew. */
import { constants } from 'node:fs';
import { access, copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import { folderOf } from '../../labs/catalog.ts';
import type { Lab } from '../../labs/lab.ts';
import type { Language } from '../language/text.ts';
import { WorkshopError } from '../language/workshop-error.ts';
import { repositoryRoot, workDirectory } from '../system/work-directory.ts';
import { stageFile } from './lab-layout.ts';
import { fileTime } from './progress.ts';
import { isUntouched, starterOf } from './starters.ts';

/** What writing a file fails with where it may be read only: in the site's container, for one. */
const readOnly = ['EROFS', 'EACCES', 'EPERM'];

/**
 * Writes the starter in this language over one in another. A file that was edited is never touched.
 * Where it cannot be written, it stays as it is: the checks run all the same.
 */
export async function translateStarter(lab: Lab, language: Language): Promise<void> {
  const file = stageFile(lab, 'labs');
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined || !(await isUntouched(lab, text))) return;
  const starter = await starterOf(lab, language);
  if (starter === text) return;
  await writeFile(file, starter).catch((error: NodeJS.ErrnoException) => {
    if (!readOnly.includes(error.code ?? '')) throw error;
  });
}

const notWritable = (file: string): WorkshopError =>
  new WorkshopError(
    {
      en: `${file} cannot be written from here.`,
      es: `Desde aquí no se puede escribir ${file}.`,
    },
    {
      en: `On your machine: cp ${file} mine.ts && git checkout ${file}`,
      es: `En tu máquina: cp ${file} mio.ts && git checkout ${file}`,
    },
  );

/**
 * Keeps a copy of the student's file, then writes the starter.
 * @returns the copy (absolute); undefined when there was no file.
 * @throws {WorkshopError} where the file cannot be written.
 */
export async function resetFile(lab: Lab, language: Language): Promise<string | undefined> {
  const file = stageFile(lab, 'labs');
  // Before a copy is made of what stays.
  await access(file, constants.W_OK).catch((error: NodeJS.ErrnoException) => {
    if (readOnly.includes(error.code ?? '')) throw notWritable(relative(repositoryRoot, file));
  });
  const copy = await keepCopy(lab, file);
  await writeFile(file, await starterOf(lab, language));
  return copy;
}

async function keepCopy(lab: Lab, file: string): Promise<string | undefined> {
  const folder = join(workDirectory(0), 'backups', folderOf(lab));
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const copy = join(folder, `${fileTime()}-${basename(file)}`);
  try {
    // An earlier copy is never overwritten.
    await copyFile(file, copy, constants.COPYFILE_EXCL);
    return copy;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
