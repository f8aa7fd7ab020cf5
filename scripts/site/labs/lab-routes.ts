/** What the pages ask of the labs: how they stand, a run, the way to the solution. */
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { folderOf, labs } from '../../../labs/catalog.ts';
import type { Lab } from '../../../labs/lab.ts';
import { stageFile } from '../../labs/lab-layout.ts';
import { missingFile } from '../../labs/missing-file.ts';
import { solutionHunks } from '../../labs/solution-hunks.ts';
import { type Language, languages } from '../../language/text.ts';
import type { LabStates, RunRequest, SolutionDiff } from '../api-types.ts';
import { HttpError, readJson, sendJson, sendNothing } from '../http.ts';
import { type Call, languageOf, type Route } from '../routes.ts';
import type { LabBoard } from './lab-board.ts';

const requestLimitBytes = 1024;

const runRequestSchema: z.ZodType<RunRequest> = z.strictObject({
  watch: z.boolean(),
  language: z.enum(languages),
});

export const labRoutes = (board: LabBoard): Route[] => [
  {
    ...{ method: 'GET', path: '/api/labs', for: 'machine' },
    async answer({ response }) {
      const states: LabStates = { labs: await board.states() };
      sendJson(response, 200, states);
    },
  },
  {
    ...{ method: 'POST', path: '/api/labs/:folder/run', for: 'page' },
    async answer(call) {
      const lab = labOf(call);
      const request = runRequestSchema.safeParse(await readJson(call.request, requestLimitBytes));
      if (!request.success) throw new HttpError(400, noRunRequest);
      sendJson(call.response, 200, await board.start(lab, request.data));
    },
  },
  {
    ...{ method: 'DELETE', path: '/api/labs/:folder/run', for: 'page' },
    answer(call) {
      // What it started is taken down meanwhile.
      void board.cancel(labOf(call));
      sendNothing(call.response);
    },
  },
  {
    ...{ method: 'GET', path: '/api/labs/:folder/diff', for: 'machine' },
    async answer(call) {
      const lab = labOf(call);
      const diff: SolutionDiff = { hunks: await hunksOf(lab, languageOf(call)) };
      sendJson(call.response, 200, diff);
    },
  },
];

/** Only by its folder: the address is the lab's one name. */
function labOf({ parameters: { folder = '' } }: Call): Lab {
  const lab = labs.find((candidate) => folderOf(candidate) === folder);
  if (lab) return lab;
  throw new HttpError(404, {
    en: `There is no lab "${folder}".`,
    es: `No hay ningún laboratorio "${folder}".`,
  });
}

async function hunksOf(lab: Lab, language: Language): Promise<SolutionDiff['hunks']> {
  const file = stageFile(lab, 'labs');
  const text = await readFile(file, 'utf8').catch(() => {
    const { found, remedy } = missingFile(lab, file);
    throw new HttpError(404, {
      en: `${found.en} ${remedy?.en}`,
      es: `${found.es} ${remedy?.es}`,
    });
  });
  return solutionHunks(lab, text, language);
}

const noRunRequest = {
  en: 'That is not the request for a run: { "watch": false, "language": "en" }.',
  es: 'Eso no pide una comprobación: { "watch": false, "language": "es" }.',
};
