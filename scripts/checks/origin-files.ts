/** Which files the origin of stage 05 hands out, and which it does not. */
import { notYet } from '../labs/not-yet.ts';
import { inAnswer, seenHeader } from './answer-words.ts';
import {
  otherPath,
  playlistPath,
  playlistText,
  secretText,
  segmentPath,
  segmentText,
  type TriedOrigin,
} from './tried-origin.ts';

/** RFC 8216, section 4 (playlist) and section 3.2 (MPEG-TS; the type itself is RFC 3555's). */
const mediaTypes = {
  [playlistPath]: ['application/vnd.apple.mpegurl', 'audio/mpegurl'],
  [segmentPath]: ['video/mp2t'],
};

/** Playlist and segment come, each as what it is. */
export async function checkServing({ get, complaint }: TriedOrigin): Promise<void> {
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
  const { status, headers } = await get(otherPath);
  const type = headers['content-type'];
  // Not to serve it at all is right, too.
  if (status !== 200 || type === undefined || !type.startsWith('text/')) return;
  notYet('text-by-default', {
    expected: {
      en: `A file of no known kind, ${otherPath}, comes as application/octet-stream.`,
      es: `Un archivo de tipo desconocido, ${otherPath}, llega como application/octet-stream.`,
    },
    seen: seenHeader('Content-Type', type),
  });
}

/** Nobody writes. */
export async function checkMethods({ get }: TriedOrigin): Promise<void> {
  for (const method of ['POST', 'PUT', 'PATCH', 'DELETE', 'TRACE', 'GETX', 'XHEAD']) {
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

/** Ranges (RFC 9110, section 14) and HEAD. */
export async function checkParts({ get }: TriedOrigin): Promise<void> {
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

/** No list, no hidden file, nothing from beside the folder. */
export async function checkNothingElse({ get }: TriedOrigin): Promise<void> {
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

const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim().slice(0, 200);
