/** A folder whose name was mistyped is no empty submission. */
import { stat } from 'node:fs/promises';
import { WorkshopError } from '../language/workshop-error.ts';
import { submissionRoots } from './submission-root.ts';

/** @throws {WorkshopError} for the first that is none, or was given twice; and for the folder of a class. */
export async function expectFolders(folders: readonly string[]): Promise<void> {
  for (const [index, folder] of folders.entries()) {
    const isFolder = await stat(folder).then(
      (found) => found.isDirectory(),
      () => false,
    );
    if (!isFolder) {
      throw new WorkshopError({
        en: `${folder} does not exist, or is no folder.`,
        es: `${folder} no existe, o no es una carpeta.`,
      });
    }
    if (folders.indexOf(folder) !== index) {
      throw new WorkshopError({
        en: `${folder} was given twice.`,
        es: `${folder} se dio dos veces.`,
      });
    }
  }
  const [only = '', ...others] = folders;
  const roots = others.length === 0 ? await submissionRoots(only) : [];
  if (roots.length > 1) throw holdsSeveral(only, roots.length);
}

const holdsSeveral = (folder: string, count: number): WorkshopError =>
  new WorkshopError(
    {
      en: `${folder} is no submission, but holds ${count}.`,
      es: `${folder} no es una entrega: contiene ${count}.`,
    },
    { en: `npm run grade -- ${folder}/*`, es: `npm run grade -- ${folder}/*` },
  );
