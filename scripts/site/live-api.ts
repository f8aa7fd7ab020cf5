/** The live API of the site, below `/api/`: what the pages read from the running stack, and ask of it. */
import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import type { Settings } from '../../labs/settings.ts';
import { resultsFile } from '../bench/results-file.ts';
import type { Text } from '../language/text.ts';
import type { ViewerReport } from '../stack/status.ts';
import { tokenHeader } from './api-types.ts';
import { benchRoutes } from './bench-routes.ts';
import { editorRoute } from './editor/editor-route.ts';
import { openInEditor } from './editor/open-in-editor.ts';
import { type FaultSwitch, faultRoutes } from './fault-routes.ts';
import { HttpError, sendError, sendJson, singleHeader } from './http.ts';
import { LabBoard } from './labs/lab-board.ts';
import { labRoutes } from './labs/lab-routes.ts';
import { LiveEventStreams, type StatusSource } from './live-events.ts';
import { mediaRoutes } from './media-routes.ts';
import { OwnRunReader } from './own-run.ts';
import { checkCaller, isFromLoopback } from './request-checks.ts';
import { findRoute, type Route } from './routes.ts';
import { isSameSecret } from './same-secret.ts';
import { type SessionSource, sessionRoutes } from './session-routes.ts';
import { type WeatherSwitch, weatherRoutes } from './weather-routes.ts';

export interface LiveApiOptions {
  settings: Settings;
  status: StatusSource;
  onViewerReport(report: ViewerReport): void;
  faults: FaultSwitch;
  session: SessionSource;
  weather: WeatherSwitch;
  /** Of the programs that share the work folder; without it, pages alone change something. */
  ownerToken?: string;
  /** Told of what its reader should know and no page shows. */
  note(text: Text): void;
  /** Opens a file (absolute) for the reader; without it, in an editor of this machine. */
  openFile?(file: string): Promise<void>;
  /** The results of the reader's own bench (absolute); without it, those of this machine. */
  benchResults?: string;
}

export class LiveApi {
  /** Stands in every page that this site serves to this machine; what runs code asks for it. */
  readonly pageToken = randomBytes(16).toString('base64url');
  readonly #settings: Settings;
  readonly #ownerToken: string | undefined;
  readonly #labs: LabBoard;
  readonly #ownRun: OwnRunReader;
  readonly #events: LiveEventStreams;
  readonly #routes: readonly Route[];

  constructor(options: LiveApiOptions) {
    const { settings, status, note } = options;
    this.#settings = settings;
    this.#ownerToken = options.ownerToken;
    this.#labs = new LabBoard({ logFile: join(settings.paths.logs, 'labs.log'), note });
    this.#ownRun = new OwnRunReader(options.benchResults ?? resultsFile);
    this.#events = new LiveEventStreams(status, this.#labs);
    this.#routes = [
      {
        ...{ method: 'GET', path: '/api/status', for: 'everyone' },
        answer: ({ response }) => sendJson(response, 200, status.current()),
      },
      {
        ...{ method: 'GET', path: '/api/events', for: 'everyone' },
        answer: ({ request, response }) => this.#events.add(response, isFromLoopback(request)),
      },
      ...mediaRoutes(options),
      ...faultRoutes(options.faults),
      ...weatherRoutes(options.weather),
      ...sessionRoutes(options.session),
      ...labRoutes(this.#labs),
      ...benchRoutes(this.#ownRun),
      editorRoute(options.openFile ?? openInEditor),
    ];
  }

  /** Connect middleware: answers everything below `/api/`, and leaves the rest to others. */
  readonly handle = async (
    request: IncomingMessage,
    response: ServerResponse,
    next: () => void,
  ): Promise<void> => {
    const [path = '', query = ''] = (request.url ?? '').split('?', 2);
    if (!path.startsWith('/api/')) return next();
    try {
      const hostName = checkCaller(request, this.#settings);
      const { route, parameters } = findRoute(this.#routes, request.method, path);
      this.#checkRight(route, request);
      const call = { request, response, hostName, parameters, query: new URLSearchParams(query) };
      await route.answer(call);
    } catch (error) {
      const answer = error instanceof HttpError ? error : internalError(error);
      // What is left of a body that nobody read must not become the next request.
      response.setHeader('Connection', 'close');
      sendError(response, answer);
    }
  };

  /** Ends what pages listen to, and takes down what they have started. */
  async close(): Promise<void> {
    this.#events.close();
    this.#ownRun.close();
    await this.#labs.close();
  }

  #checkRight(route: Route, request: IncomingMessage): void {
    if (route.for === 'everyone') return;
    if (!isFromLoopback(request)) {
      throw new HttpError(403, {
        en: 'This works only on the machine that runs the workshop.',
        es: 'Esto solo funciona en la máquina donde corre el taller.',
      });
    }
    if (route.for === 'machine') return;
    const token = singleHeader(request, tokenHeader) ?? '';
    if (route.for === 'owner' && this.#ownerToken && isSameSecret(token, this.#ownerToken)) return;
    if (!isSameSecret(token, this.pageToken)) {
      throw new HttpError(403, {
        en: 'The workshop was started anew since this page was loaded. Reload it.',
        es: 'El taller se reinició después de que se cargó esta página. Recárgala.',
      });
    }
  }
}

/** A fault of ours: the cause goes to the log, not to the caller. */
function internalError(error: unknown): HttpError {
  console.error(error);
  return new HttpError(500, {
    en: 'Something went wrong here; the terminal says what.',
    es: 'Algo falló aquí; la terminal dice qué.',
  });
}
