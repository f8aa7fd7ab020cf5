/** Lab 05 on a real nginx: what a player, a CDN and a stranger get. */
import { z } from 'zod';
import type { Answer } from '../../scripts/checks/ask.ts';
import { freshness } from '../../scripts/checks/freshness.ts';
import { ownSettings } from '../../scripts/checks/own-settings.ts';
import {
  missingPath,
  playlistPath,
  playlistText,
  secretText,
  segmentPath,
  segmentText,
  startTriedOrigin,
  type TriedOrigin,
} from '../../scripts/checks/tried-origin.ts';
import { defineChecks } from '../../scripts/labs/lab-checks.ts';
import { notYet } from '../../scripts/labs/not-yet.ts';

/** RFC 8216, section 4 (playlist) and section 3.2 (MPEG-TS; the type itself is RFC 3555's). */
const mediaTypes = {
  [playlistPath]: ['application/vnd.apple.mpegurl', 'audio/mpegurl'],
  [segmentPath]: ['video/mp2t'],
};

/** A page that is none of ours. */
const origin = 'http://other.example';
const preflightHeaders = {
  Origin: origin,
  'Access-Control-Request-Method': 'GET',
  'Access-Control-Request-Headers': 'range',
};

export const checks = defineChecks({
  programs: ['nginx'],
  async openBench() {},
  async openTrial(_bench, { scope, programs, student }) {
    const { settings, remove } = await ownSettings();
    scope.defer(remove);
    const config = await student.call('nginxConfig', [settings], z.string());
    return startTriedOrigin(scope, programs.nginx, settings, config);
  },
  checks: {
    /** Opening the trial is this check. */
    async starts() {},
    serves: checkServing,
    'playlist-cache': checkPlaylistCaching,
    'playlist-change': checkPlaylistChange,
    'segment-cache': checkSegmentCaching,
    errors: checkErrorCaching,
    cors: checkCors,
    preflight: checkPreflight,
    methods: checkMethods,
    parts: checkParts,
    'nothing-else': checkNothingElse,
  },
});

async function checkServing({ get, complaint }: TriedOrigin): Promise<void> {
  for (const [path, text] of [
    [playlistPath, playlistText],
    [segmentPath, segmentText],
  ] as const) {
    const answer = await get(path);
    if (answer.status !== 200 || answer.text !== text) {
      const words = await complaint();
      notYet('not-served', {
        expected: {
          en: `GET ${path} answers 200, with the file below settings.paths.web.`,
          es: `GET ${path} responde 200, con el archivo que está bajo settings.paths.web.`,
        },
        seen: {
          en: `It answered ${answer.status}. ${words}`.trim(),
          es: `Respondió ${answer.status}. ${words}`.trim(),
        },
      });
    }
    const type = answer.headers['content-type'] ?? '';
    const wanted = mediaTypes[path];
    if (!wanted.includes(type.split(';')[0]?.trim().toLowerCase() ?? '')) {
      notYet('wrong-media-type', {
        expected: {
          en: `${path} comes as ${wanted.join(' or ')}.`,
          es: `${path} llega como ${wanted.join(' o ')}.`,
        },
        seen: seenHeader('Content-Type', type),
      });
    }
  }
}

async function checkPlaylistCaching({ get, settings }: TriedOrigin): Promise<void> {
  const { segmentSeconds } = settings.profile;
  const header = (await get(playlistPath)).headers['cache-control'];
  const fresh = freshness(header);
  const seen = seenHeader('Cache-Control', header);
  if (!fresh) {
    notYet('playlist-unsaid', {
      expected: {
        en: 'The playlist says how long it may be kept, in Cache-Control. Without it every cache guesses.',
        es: 'La lista dice en Cache-Control cuánto tiempo se puede guardar. Sin eso, cada caché lo adivina.',
      },
      seen,
    });
  }
  // A player that gets an old playlist waits half a target duration before it asks again
  // (RFC 8216, section 6.3.4). What caches add to that is latency.
  if (fresh.browserSeconds > 1 || fresh.sharedSeconds > segmentSeconds / 2) {
    notYet('playlist-kept', {
      expected: {
        en: `A browser keeps the playlist for 1 s at most and a CDN for ${segmentSeconds / 2} s at most: every ${segmentSeconds} s it is another one.`,
        es: `Un navegador guarda la lista 1 s como mucho y una CDN ${segmentSeconds / 2} s como mucho: cada ${segmentSeconds} s es otra.`,
      },
      seen,
    });
  }
}

async function checkPlaylistChange({ get, writeNextPlaylist }: TriedOrigin): Promise<void> {
  const { headers } = await get(playlistPath);
  await writeNextPlaylist();
  const validators = [
    ['If-None-Match', 'ETag', headers.etag],
    ['If-Modified-Since', 'Last-Modified', headers['last-modified']],
  ] as const;
  for (const [request, response, value] of validators) {
    if (value === undefined) continue;
    const { status } = await get(playlistPath, { headers: { [request]: value } });
    if (status !== 304) continue;
    notYet('stale-playlist', {
      expected: {
        en: 'Two playlists of the same length, written within one second, are told apart: who has the first one gets the second.',
        es: 'Dos listas del mismo largo, escritas en el mismo segundo, se distinguen: quien tiene la primera recibe la segunda.',
      },
      seen: {
        en: `The file had changed, but ${request}: ${value} was answered with 304 Not Modified. nginx makes ${response} of the second in which the file was written.`,
        es: `El archivo había cambiado, pero a ${request}: ${value} se respondió 304 Not Modified. nginx forma ${response} con el segundo en que se escribió el archivo.`,
      },
    });
  }
}

async function checkSegmentCaching({ get, settings }: TriedOrigin): Promise<void> {
  const { playlistSegments, segmentSeconds } = settings.profile;
  const listedSeconds = playlistSegments * segmentSeconds;
  const whole = await get(segmentPath);
  const part = await get(segmentPath, { headers: { Range: 'bytes=0-3' } });
  // A cache replaces what it knew of a segment by what a 304 says (RFC 9111, section 4.3.4).
  const known = { 'If-Modified-Since': whole.headers['last-modified'] ?? '' };
  const unchanged = await get(segmentPath, { headers: known });
  for (const { status, headers } of [whole, part, unchanged]) {
    const fresh = freshness(headers['cache-control']);
    if (fresh && Math.min(fresh.browserSeconds, fresh.sharedSeconds) >= listedSeconds) continue;
    notYet('segment-not-kept', {
      expected: {
        en: `A segment never changes: browsers and CDNs may keep it for as long as it is listed at least, ${listedSeconds} s, and every answer says so: 200 (whole), 206 (a part), 304 (unchanged).`,
        es: `Un segmento no cambia: navegadores y CDN pueden guardarlo al menos mientras esté en la lista, ${listedSeconds} s, y toda respuesta lo dice: 200 (entero), 206 (una parte), 304 (sin cambios).`,
      },
      seen: inAnswer(status, seenHeader('Cache-Control', headers['cache-control'])),
    });
  }
}

async function checkErrorCaching({ get }: TriedOrigin): Promise<void> {
  for (const path of [missingPath, '/live/other.m3u8', '/other']) {
    const { status, headers } = await get(path);
    const header = headers['cache-control'];
    const fresh = freshness(header);
    if (status === 404 && fresh?.browserSeconds === 0 && fresh.sharedSeconds === 0) continue;
    notYet('error-kept', {
      expected: {
        en: `${path} answers 404 and nobody keeps that: what is missing now may be there in a second. A cache may keep a 404 that says nothing (RFC 9110, section 15.5.5).`,
        es: `${path} responde 404 y nadie lo guarda: lo que falta ahora puede estar en un segundo. Una caché puede guardar un 404 que no dice nada (RFC 9110, sección 15.5.5).`,
      },
      seen: inAnswer(status, seenHeader('Cache-Control', header)),
    });
  }
}

async function checkCors({ get }: TriedOrigin): Promise<void> {
  const headers = { Origin: origin };
  const answers = [
    [playlistPath, await get(playlistPath, { headers })],
    [segmentPath, await get(segmentPath, { headers })],
    [
      `${segmentPath} (Range)`,
      await get(segmentPath, { headers: { ...headers, Range: 'bytes=0-3' } }),
    ],
  ] as const;
  for (const [path, answer] of answers) {
    if (!allowsPage(answer)) notYet('no-cors', closedToPages(path, answer));
    const exposed = list(answer.headers['access-control-expose-headers']);
    if (!exposed.includes('*') && !exposed.includes('date')) {
      notYet('date-hidden', {
        expected: {
          en: 'A page may read the Date of an answer, so that a player knows how old it is: Access-Control-Expose-Headers lists it.',
          es: 'Una página puede leer el Date de una respuesta, y así un reproductor sabe su edad: Access-Control-Expose-Headers lo incluye.',
        },
        seen: seenHeader(
          'Access-Control-Expose-Headers',
          answer.headers['access-control-expose-headers'],
        ),
      });
    }
  }
  const error = await get(missingPath, { headers });
  if (!allowsPage(error)) notYet('no-cors-on-errors', closedToPages(missingPath, error));
}

/** `*`, or this page by name, and then caches must be told that the answer depends on it. */
function allowsPage({ headers }: Answer): boolean {
  const allowed = headers['access-control-allow-origin'];
  return allowed === '*' || (allowed === origin && list(headers.vary).includes('origin'));
}

const closedToPages = (path: string, { status, headers }: Answer) => ({
  expected: {
    en: `A page of any other site may read ${path}, whatever the answer: Access-Control-Allow-Origin says so. (Only naming the one who asks takes "Vary: Origin" beside it.)`,
    es: `Una página de cualquier otro sitio puede leer ${path}, sea cual sea la respuesta: lo dice Access-Control-Allow-Origin. (Si nombra solo a quien pregunta, hace falta también "Vary: Origin").`,
  },
  seen: inAnswer(
    status,
    seenHeader('Access-Control-Allow-Origin', headers['access-control-allow-origin']),
  ),
});

async function checkPreflight({ get }: TriedOrigin): Promise<void> {
  for (const path of [playlistPath, segmentPath]) {
    const answer = await get(path, { method: 'OPTIONS', headers: preflightHeaders });
    const { status, headers } = answer;
    if (status < 200 || status > 299) {
      notYet('preflight-refused', {
        expected: {
          en: `OPTIONS ${path} answers 204: before a request with Range, a browser asks whether it may.`,
          es: `OPTIONS ${path} responde 204: antes de una petición con Range, el navegador pregunta si puede.`,
        },
        seen: { en: `It answered ${status}.`, es: `Respondió ${status}.` },
      });
    }
    if (!allowsPage(answer))
      notYet('preflight-without-cors', closedToPages(`OPTIONS ${path}`, answer));
    for (const [name, wanted] of [
      ['Access-Control-Allow-Methods', 'get'],
      ['Access-Control-Allow-Headers', 'range'],
    ] as const) {
      const header = headers[name.toLowerCase()] as string | undefined;
      // GET needs no permission (Fetch standard, CORS-preflight fetch); what is listed is a promise.
      const isAllowed = ['*', wanted].some((word) => list(header).includes(word));
      if (isAllowed || (wanted === 'get' && header === undefined)) continue;
      notYet('preflight-forbids', {
        expected: {
          en: `The answer to OPTIONS ${path} allows GET with the header Range.`,
          es: `La respuesta a OPTIONS ${path} permite GET con el encabezado Range.`,
        },
        seen: seenHeader(name, header),
      });
    }
  }
}

async function checkMethods({ get }: TriedOrigin): Promise<void> {
  for (const method of ['POST', 'PUT', 'PATCH', 'DELETE', 'TRACE']) {
    for (const path of [playlistPath, '/live/new.ts', '/healthz']) {
      const { status } = await get(path, { method });
      if ([403, 405, 501].includes(status)) continue;
      notYet('method-allowed', {
        expected: {
          en: `${method} ${path} answers 405: nobody writes here.`,
          es: `${method} ${path} responde 405: aquí no escribe nadie.`,
        },
        seen: { en: `It answered ${status}.`, es: `Respondió ${status}.` },
      });
    }
  }
}

async function checkParts({ get }: TriedOrigin): Promise<void> {
  const part = await get(segmentPath, { headers: { Range: 'bytes=4-9' } });
  const beyond = await get(segmentPath, { headers: { Range: 'bytes=900-' } });
  if (part.status !== 206 || part.text !== segmentText.slice(4, 10) || beyond.status !== 416) {
    notYet('no-ranges', {
      expected: {
        en: 'Range: bytes=4-9 of a segment answers 206 with these 6 bytes; a range beyond its end answers 416.',
        es: 'Range: bytes=4-9 de un segmento responde 206 con esos 6 bytes; un rango más allá de su final responde 416.',
      },
      seen: {
        en: `They answered ${part.status} with ${part.text.length} bytes, and ${beyond.status}.`,
        es: `Respondieron ${part.status} con ${part.text.length} bytes y ${beyond.status}.`,
      },
    });
  }
  const head = await get(segmentPath, { method: 'HEAD' });
  if (head.status !== 200 || head.headers['content-length'] !== String(segmentText.length)) {
    notYet('no-head', {
      expected: {
        en: `HEAD ${segmentPath} answers as GET does, without the body: 200, Content-Length: ${segmentText.length}.`,
        es: `HEAD ${segmentPath} responde como GET, sin el cuerpo: 200, Content-Length: ${segmentText.length}.`,
      },
      seen: inAnswer(head.status, seenHeader('Content-Length', head.headers['content-length'])),
    });
  }
}

async function checkNothingElse({ get }: TriedOrigin): Promise<void> {
  for (const path of ['/live/', '/live', '/live//']) {
    const { status, text } = await get(path);
    if (status !== 200 && !text.includes('segment')) continue;
    notYet('lists-folder', {
      expected: {
        en: `${path} lists nothing: who may play the stream need not see what else is there.`,
        es: `${path} no lista nada: quien puede ver la transmisión no tiene por qué ver qué más hay.`,
      },
      seen: {
        en: `It answered ${status}: ${oneLine(text)}`,
        es: `Respondió ${status}: ${oneLine(text)}`,
      },
    });
  }
  for (const path of privatePaths) {
    const { status, text } = await get(path);
    if (![secretText, 'worker_connections', 'root:'].some((secret) => text.includes(secret))) {
      continue;
    }
    notYet(path.startsWith('/live/.') && !path.includes('..') ? 'serves-hidden' : 'gives-away', {
      expected: {
        en: `Nothing but the stream is served: GET ${path} answers 404.`,
        es: `No se sirve nada más que la transmisión: GET ${path} responde 404.`,
      },
      seen: {
        en: `It answered ${status}: ${oneLine(text)}`,
        es: `Respondió ${status}: ${oneLine(text)}`,
      },
    });
  }
}

/** Requested as they stand here: no client in between tidies them. */
const privatePaths = [
  '/live/.secret',
  '/live/.hidden/segment.ts',
  '/live/%2esecret',
  '/live//.secret',
  '/outside.ts',
  '//outside.ts',
  '/live../outside.ts',
  '/live../nginx/nginx.conf',
  '/live/../outside.ts',
  '/live/%2e%2e/outside.ts',
  '/live/..%2foutside.ts',
  '/live//../outside.ts',
  '/live/../../nginx/nginx.conf',
  '/nginx/nginx.conf',
  '/live/%2e%2e/%2e%2e/%2e%2e/%2e%2e/etc/passwd',
];

/** A header's comma-separated members, in lower case. */
const list = (header: string | undefined): string[] =>
  (header ?? '').split(',').map((member) => member.trim().toLowerCase());

const seenHeader = (name: string, value: string | undefined) => ({
  en: value ? `${name}: ${value}` : `No ${name}.`,
  es: value ? `${name}: ${value}` : `No hay ${name}.`,
});

const inAnswer = (status: number, seen: { en: string; es: string }) => ({
  en: `In the answer, a ${status}: ${seen.en}`,
  es: `En la respuesta, un ${status}: ${seen.es}`,
});

const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim().slice(0, 200);
