/** What pages of other sites may do with the origin of stage 05 (Fetch standard, CORS protocol). */
import { notYet } from '../labs/not-yet.ts';
import { inAnswer, seenHeader } from './answer-words.ts';
import type { Answer } from './ask.ts';
import { missingPath, playlistPath, segmentPath, type TriedOrigin } from './tried-origin.ts';

/** A page that is none of ours. */
const origin = 'http://other.example';
const preflightHeaders = {
  Origin: origin,
  'Access-Control-Request-Method': 'GET',
  'Access-Control-Request-Headers': 'range',
};

/** Any page may read every answer, and the Date of it. */
export async function checkCors({ get }: TriedOrigin): Promise<void> {
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
    es: `Una página de cualquier otro sitio puede leer ${path}, sea cual sea la respuesta: lo dice Access-Control-Allow-Origin. (Si nombra solo a quien pregunta, hace falta también «Vary: Origin»).`,
  },
  seen: inAnswer(
    status,
    seenHeader('Access-Control-Allow-Origin', headers['access-control-allow-origin']),
  ),
});

/** A browser that asks before it sends Range is told yes. */
export async function checkPreflight({ get }: TriedOrigin): Promise<void> {
  for (const path of [playlistPath, segmentPath]) {
    const answer = await get(path, { method: 'OPTIONS', headers: preflightHeaders });
    const { status, headers } = answer;
    if (status < 200 || status > 299) {
      notYet('preflight-refused', {
        expected: {
          en: `OPTIONS ${path} answers 204: before a request with Range, a browser asks whether it may.`,
          es: `OPTIONS ${path} responde 204: antes de una solicitud con Range, el navegador pregunta si puede.`,
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

/** A header's comma-separated members, in lower case. */
const list = (header: string | undefined): string[] =>
  (header ?? '').split(',').map((member) => member.trim().toLowerCase());
