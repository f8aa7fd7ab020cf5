/**
 * What the transcoder tells the site's container, inside the network `ingest` only: the status, what
 * the session is made of, and the faults that can be done from here. Answers are the live API's own,
 * so that the site hands them on.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { transcoderApiPort } from '../docker/compose-environment.ts';
import { breakableHops } from '../probes/breakable-hops.ts';
import type { FaultSwitch } from '../site/fault-routes.ts';
import { HttpError, readJson, sendError, sendJson, sendNothing } from '../site/http.ts';
import type { StatusSource } from '../site/live-events.ts';
import type { SessionSource } from '../site/session-routes.ts';
import { FaultRefused } from '../stack/faults.ts';
import { NoFacts } from '../stack/session-facts.ts';
import { type ViewerReport, viewerReportSchema } from '../stack/status.ts';

const reportLimitBytes = 4_096;

export interface TranscoderApiOptions {
  status: Pick<StatusSource, 'current'>;
  session: SessionSource;
  faults: FaultSwitch;
  onViewerReport(report: ViewerReport): void;
  /** Ready is who is in the room: whoever publishes now is seen. */
  isReady(): boolean;
}

type Answer = (request: IncomingMessage, response: ServerResponse) => Promise<void> | void;

/** @returns the server, which listens. */
export function startTranscoderApi(options: TranscoderApiOptions): Server {
  const { status, session, faults, onViewerReport, isReady } = options;
  const answers = new Map<string, Answer>([
    ['GET /healthz', (_, response) => sendJson(response, isReady() ? 200 : 503, {})],
    ['GET /api/status', (_, response) => sendJson(response, 200, status.current())],
    [
      'GET /api/session/descriptions',
      async (_, response) => sendJson(response, 200, await session.descriptions()),
    ],
    [
      'GET /api/session/codecs',
      async (_, response) => sendJson(response, 200, await session.codecs()),
    ],
    [
      'POST /api/viewers',
      async (request, response) => {
        onViewerReport(viewerReportSchema.parse(await readJson(request, reportLimitBytes)));
        sendNothing(response);
      },
    ],
    ...breakableHops.flatMap((hop): [string, Answer][] => [
      [
        `POST /api/faults/${hop}`,
        async (_, response) => {
          await faults.breakHop(hop);
          sendNothing(response);
        },
      ],
      [
        `DELETE /api/faults/${hop}`,
        async (_, response) => {
          await faults.bringBack(hop);
          sendNothing(response);
        },
      ],
    ]),
  ]);
  const server = createServer(async (request, response) => {
    try {
      const answer = answers.get(`${request.method} ${request.url}`);
      if (!answer) throw new HttpError(404, notThere);
      await answer(request, response);
    } catch (error) {
      sendError(response, asHttpError(error));
    }
  });
  return server.listen(transcoderApiPort);
}

const notThere = { en: 'There is nothing here.', es: 'Aquí no hay nada.' };

function asHttpError(error: unknown): HttpError {
  if (error instanceof HttpError) return error;
  if (error instanceof NoFacts || error instanceof FaultRefused) {
    return new HttpError(409, error.found);
  }
  const words = error instanceof Error ? error.message : String(error);
  return new HttpError(500, { en: words, es: words });
}
