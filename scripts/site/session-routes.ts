/** What the demonstrations show of the running session. */
import { NoFacts, type SessionFacts } from '../stack/session-facts.ts';
import { HttpError, sendJson } from './http.ts';
import type { Route } from './routes.ts';

export type SessionSource = Pick<SessionFacts, 'descriptions' | 'codecs'>;

export const sessionRoutes = (session: SessionSource): Route[] => [
  {
    ...{ method: 'GET', path: '/api/session/descriptions', for: 'machine' },
    answer: async ({ response }) =>
      sendJson(response, 200, await session.descriptions().catch(refuse)),
  },
  {
    ...{ method: 'GET', path: '/api/session/codecs', for: 'machine' },
    answer: async ({ response }) => sendJson(response, 200, await session.codecs().catch(refuse)),
  },
];

function refuse(error: unknown): never {
  throw error instanceof NoFacts ? new HttpError(409, error.found) : error;
}
