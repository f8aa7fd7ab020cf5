/** Opens one of the workshop's own files in the reader's editor, and never any other. */
import { z } from 'zod';
import { WorkshopError } from '../../language/workshop-error.ts';
import type { EditorRequest } from '../api-types.ts';
import { HttpError, readJson, sendNothing } from '../http.ts';
import type { Route } from '../routes.ts';
import { editableFile } from './editable-file.ts';

const requestLimitBytes = 1024;

const editorRequestSchema: z.ZodType<EditorRequest> = z.strictObject({ file: z.string() });

/** @param openFile takes an absolute path. @throws {WorkshopError} when it opens nothing. */
export const editorRoute = (openFile: (file: string) => Promise<void>): Route => ({
  ...{ method: 'POST', path: '/api/editor', for: 'page' },
  async answer({ request, response }) {
    const wish = editorRequestSchema.safeParse(await readJson(request, requestLimitBytes));
    const file = wish.success ? await editableFile(wish.data.file) : null;
    if (file === null) throw new HttpError(400, notToBeEdited);
    await openFile(file).catch(cannotOpen);
    sendNothing(response);
  },
});

function cannotOpen(error: unknown): never {
  if (!(error instanceof WorkshopError)) throw error;
  const { found, remedy } = error;
  throw new HttpError(503, {
    en: [found.en, remedy?.en].join(' '),
    es: [found.es, remedy?.es].join(' '),
  });
}

const notToBeEdited = {
  en: 'Only your files in labs/ and the pages in docs/ can be opened from here.',
  es: 'Desde aquí solo se abren tus archivos de labs/ y las páginas de docs/.',
};
