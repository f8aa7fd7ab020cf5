/** A folder whose name was mistyped is no empty submission. */
import { stat } from 'node:fs/promises';
import { WorkshopError } from '../language/workshop-error.ts';

/** @throws {WorkshopError} for the first that is none, or that was given twice. */
export async function expectFolders(folders: readonly string[]): Promise<void> {
  for (const [index, folder] of folders.entries()) {
    const isFolder = await stat(folder).then(
      (found) => found.isDirectory(),
      () => false,
    );
    if (!isFolder) {
      throw new WorkshopError({
        en: `${folder} is no folder.`,
        es: `${folder} no es una carpeta.`,
      });
    }
    if (folders.indexOf(folder) !== index) {
      throw new WorkshopError({
        en: `${folder} was given twice.`,
        es: `${folder} se dio dos veces.`,
      });
    }
  }
}
