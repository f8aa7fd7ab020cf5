/** What the publisher page and the viewer page ask of the live API. */
import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Settings } from '../../labs/settings.ts';
import { type ViewerReport, viewerReportSchema } from '../stack/status.ts';
import { type PublisherAccess, pinHeader, tokenHeader, type ViewerSettings } from './api-types.ts';
import { HttpError, readJson, sendJson, sendNothing, singleHeader } from './http.ts';
import { PinGuard } from './pin-guard.ts';
import { callerAddress, isFromLoopback, isPublic } from './request-checks.ts';
import type { Route } from './routes.ts';
import { isSameSecret } from './same-secret.ts';
import type { WeatherSwitch } from './weather-routes.ts';

export interface MediaRoutesOptions {
  settings: Settings;
  onViewerReport(report: ViewerReport): void;
  weather: Pick<WeatherSwitch, 'publisherUrl'>;
}

const reportLimitBytes = 1024;

export function mediaRoutes(options: MediaRoutesOptions): Route[] {
  const { settings, onViewerReport, weather } = options;
  /** Known only to pages of this site: other origins cannot read the answer that carries it. */
  const reportToken = randomBytes(16).toString('base64url');
  // Pages send it percent-encoded: a header holds no other characters (RFC 9110, section 5.5).
  const pinGuard = new PinGuard(encodeURIComponent(settings.secrets.pin));
  return [
    {
      ...{ method: 'GET', path: '/api/publisher-access', for: 'everyone' },
      answer({ request, response, hostName }) {
        const isLocal = isFromLoopback(request);
        if (!isLocal) checkPin(request, pinGuard, settings);
        const directUrl = janusUrl(request, settings, isLocal, hostName);
        // The weather, too, is there for this machine only.
        const isUnderWeather = isLocal && !isPublic(request, settings);
        const url = (isUnderWeather && weather.publisherUrl) || directUrl;
        sendJson(response, 200, { url, directUrl, ...roomAccess(settings) });
      },
    },
    {
      ...{ method: 'GET', path: '/api/viewer-settings', for: 'everyone' },
      answer({ request, response, hostName }) {
        const { ports, profile, publicHost } = settings;
        const origin = isPublic(request, settings)
          ? `https://${publicHost}`
          : `http://${hostName}:${ports.origin}`;
        const viewerSettings: ViewerSettings = {
          playlistUrl: `${origin}/live/index.m3u8`,
          liveSyncSegments: profile.liveSyncSegments,
          reportToken,
        };
        sendJson(response, 200, viewerSettings);
      },
    },
    {
      ...{ method: 'POST', path: '/api/viewers', for: 'everyone' },
      async answer({ request, response }) {
        onViewerReport(await readReport(request, reportToken));
        sendNothing(response);
      },
    },
  ];
}

/** Janus itself is published on loopback only; others go through nginx. */
function janusUrl(
  request: IncomingMessage,
  settings: Settings,
  isLocal: boolean,
  hostName: string,
): string {
  const { ports, publicHost } = settings;
  if (isPublic(request, settings)) return `wss://${publicHost}/janus`;
  return isLocal
    ? `ws://127.0.0.1:${ports.janusWebSocket}`
    : `ws://${hostName}:${ports.origin}/janus`;
}

const roomAccess = ({ secrets, room }: Settings): Omit<PublisherAccess, 'url' | 'directUrl'> => ({
  apiSecret: secrets.api,
  roomId: room.id,
  pin: secrets.pin,
  maximumBitrateBitsPerSecond: room.maximumBitrateBitsPerSecond,
});

function checkPin(request: IncomingMessage, guard: PinGuard, settings: Settings): void {
  const pin = singleHeader(request, pinHeader);
  if (!pin) {
    throw new HttpError(401, {
      en: 'From another machine, publishing needs the room’s PIN.',
      es: 'Para emitir desde otra máquina hace falta el PIN de la sala.',
    });
  }
  const verdict = guard.check(pin, callerAddress(request, settings));
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

async function readReport(request: IncomingMessage, token: string): Promise<ViewerReport> {
  if (!isSameSecret(singleHeader(request, tokenHeader) ?? '', token)) {
    throw new HttpError(403, {
      en: 'The report does not carry this site’s token. Reload the page.',
      es: 'El informe no lleva el token de este sitio. Recarga la página.',
    });
  }
  const report = viewerReportSchema.safeParse(await readJson(request, reportLimitBytes));
  if (report.success) return report.data;
  throw new HttpError(400, {
    en: 'That is not a viewer report.',
    es: 'Eso no es un informe de espectador.',
  });
}
