/** The live API of the site, below `/api/`: what the pages read from the running stack. */
import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Settings } from '../../labs/settings.ts';
import { type ViewerReport, viewerReportSchema } from '../stack/status.ts';
import { type PublisherAccess, pinHeader, tokenHeader, type ViewerSettings } from './api-types.ts';
import { HttpError, readJson, sendError, sendJson, sendNothing, singleHeader } from './http.ts';
import { PinGuard } from './pin-guard.ts';
import { checkCaller, isFromLoopback } from './request-checks.ts';
import { isSameSecret } from './same-secret.ts';
import { StatusEvents, type StatusSource } from './status-events.ts';

export interface LiveApiOptions {
  settings: Settings;
  status: StatusSource;
  onViewerReport(report: ViewerReport): void;
}

/** A request that was let in, and the name the caller knows this machine by. */
interface Call {
  request: IncomingMessage;
  response: ServerResponse;
  hostName: string;
}

const reportLimitBytes = 1024;

export class LiveApi {
  /** Stands in every page that this site serves to this machine; what runs code asks for it. */
  readonly pageToken = randomBytes(16).toString('base64url');
  readonly #options: LiveApiOptions;
  readonly #events: StatusEvents;
  readonly #pinGuard: PinGuard;
  /** Known only to pages of this site: other origins cannot read the answer that carries it. */
  readonly #reportToken = randomBytes(16).toString('base64url');
  readonly #routes: Record<string, (call: Call) => void | Promise<void>>;

  constructor(options: LiveApiOptions) {
    this.#options = options;
    this.#events = new StatusEvents(options.status);
    // Pages send it percent-encoded: a header holds no other characters (RFC 9110, section 5.5).
    this.#pinGuard = new PinGuard(encodeURIComponent(options.settings.secrets.pin));
    this.#routes = {
      'GET /api/status': ({ response }) => sendJson(response, 200, options.status.current()),
      'GET /api/events': ({ response }) => this.#events.add(response),
      'GET /api/publisher-access': (call) => this.#publisherAccess(call),
      'GET /api/viewer-settings': (call) => this.#viewerSettings(call),
      'POST /api/viewers': (call) => this.#viewerReport(call),
    };
  }

  /** Connect middleware: answers everything below `/api/`, and leaves the rest to others. */
  readonly handle = async (
    request: IncomingMessage,
    response: ServerResponse,
    next: () => void,
  ): Promise<void> => {
    const path = (request.url ?? '').split('?', 1)[0] ?? '';
    if (!path.startsWith('/api/')) return next();
    try {
      const hostName = checkCaller(request, this.#options.settings);
      const route = this.#routes[`${request.method} ${path}`];
      if (!route) throw this.#noRoute(path);
      await route({ request, response, hostName });
    } catch (error) {
      const answer = error instanceof HttpError ? error : internalError(error);
      // What is left of a body that nobody read must not become the next request.
      response.setHeader('Connection', 'close');
      sendError(response, answer);
    }
  };

  close(): void {
    this.#events.close();
  }

  #noRoute(path: string): HttpError {
    const exists = Object.keys(this.#routes).some((route) => route.endsWith(` ${path}`));
    return exists
      ? new HttpError(405, {
          en: 'That method does not work here.',
          es: 'Ese método no funciona aquí.',
        })
      : new HttpError(404, {
          en: `The API has nothing at ${path}.`,
          es: `La API no tiene nada en ${path}.`,
        });
  }

  #publisherAccess({ request, response, hostName }: Call): void {
    const { settings } = this.#options;
    const local = isFromLoopback(request);
    if (!local) this.#checkPin(request);
    const access: PublisherAccess = {
      // Janus itself listens on loopback only; others go through nginx.
      url: local
        ? `ws://${settings.loopbackAddress}:${settings.ports.janusWebSocket}`
        : `ws://${hostName}:${settings.ports.origin}/janus`,
      apiSecret: settings.secrets.api,
      roomId: settings.room.id,
      pin: settings.secrets.pin,
      maximumBitrateBitsPerSecond: settings.room.maximumBitrateBitsPerSecond,
    };
    sendJson(response, 200, access);
  }

  #checkPin(request: IncomingMessage): void {
    const pin = singleHeader(request, pinHeader);
    if (!pin) {
      throw new HttpError(401, {
        en: 'From another machine, publishing needs the room’s PIN.',
        es: 'Para publicar desde otra máquina hace falta el PIN de la sala.',
      });
    }
    const verdict = this.#pinGuard.check(pin, request.socket.remoteAddress ?? '');
    if (verdict === 'wrong') {
      throw new HttpError(403, { en: 'That PIN is not right.', es: 'Ese PIN no es correcto.' });
    }
    if (verdict === 'too many tries') {
      throw new HttpError(429, {
        en: 'Too many wrong PINs. Wait a minute and try again.',
        es: 'Demasiados PIN equivocados. Espera un minuto y vuelve a intentarlo.',
      });
    }
  }

  #viewerSettings({ response, hostName }: Call): void {
    const { ports, profile } = this.#options.settings;
    const viewerSettings: ViewerSettings = {
      playlistUrl: `http://${hostName}:${ports.origin}/live/index.m3u8`,
      liveSyncSegments: profile.liveSyncSegments,
      reportToken: this.#reportToken,
    };
    sendJson(response, 200, viewerSettings);
  }

  async #viewerReport({ request, response }: Call): Promise<void> {
    if (!isSameSecret(singleHeader(request, tokenHeader) ?? '', this.#reportToken)) {
      throw new HttpError(403, {
        en: 'The report does not carry this site’s token. Reload the page.',
        es: 'El informe no lleva el token de este sitio. Recarga la página.',
      });
    }
    const report = viewerReportSchema.safeParse(await readJson(request, reportLimitBytes));
    if (!report.success) {
      throw new HttpError(400, {
        en: 'That is not a viewer report.',
        es: 'Eso no es un informe de espectador.',
      });
    }
    this.#options.onViewerReport(report.data);
    sendNothing(response);
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
