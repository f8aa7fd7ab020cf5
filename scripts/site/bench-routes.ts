/** What the pages show of the reader's own run of `npm run bench`. */
import { WorkshopError } from '../language/workshop-error.ts';
import type { BenchPart, OwnResults } from './api-types.ts';
import { HttpError, sendJson } from './http.ts';
import type { OwnRunReader } from './own-run.ts';
import { languageOf, type Route } from './routes.ts';

export const benchRoutes = (own: OwnRunReader): Route[] => [
  {
    ...{ method: 'GET', path: '/api/bench', for: 'machine' },
    async answer({ response }) {
      const run = await own.read().catch(refuse);
      sendJson(response, 200, (run?.results ?? null) satisfies OwnResults);
    },
  },
  {
    ...{ method: 'GET', path: '/api/bench/:part', for: 'machine' },
    async answer(call) {
      const { part = '' } = call.parameters;
      const language = languageOf(call);
      const run = await own.read().catch(refuse);
      const parts: Partial<Record<string, BenchPart>> = run?.shown[language] ?? {};
      const shown = Object.hasOwn(parts, part) ? parts[part] : undefined;
      if (!shown) {
        throw new HttpError(404, {
          en: `Nothing was measured on this machine that is called “${part}”.`,
          es: `En esta máquina no se midió nada que se llame «${part}».`,
        });
      }
      sendJson(call.response, 200, shown);
    },
  },
];

function refuse(error: unknown): never {
  throw error instanceof WorkshopError ? new HttpError(500, error.found) : error;
}
