/** How long browsers and CDNs may keep what the origin of stage 05 answers. */
import { notYet } from '../labs/not-yet.ts';
import { inAnswer, seenHeader } from './answer-words.ts';
import { freshness } from './freshness.ts';
import { missingPath, playlistPath, segmentPath, type TriedOrigin } from './tried-origin.ts';

/** The time in which a server is started again. No player has a minute of media left. */
const longestOutageSeconds = 60;

/** Nobody keeps the playlist for longer than it is true. */
export async function checkPlaylistCaching({ get, settings }: TriedOrigin): Promise<void> {
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
  const { staleWhileRevalidateSeconds: unasked } = fresh;
  if (fresh.browserSeconds + unasked > 1 || fresh.sharedSeconds + unasked > segmentSeconds / 2) {
    notYet('playlist-kept', {
      expected: {
        en: `A browser keeps the playlist for 1 s at most and a CDN for ${segmentSeconds / 2} s at most: every ${segmentSeconds} s it is another one.`,
        es: `Un navegador guarda la lista 1 s como mucho y una CDN ${segmentSeconds / 2} s como mucho: cada ${segmentSeconds} s es otra.`,
      },
      seen,
    });
  }
  if (fresh.staleIfErrorSeconds > longestOutageSeconds) {
    notYet('playlist-outlives', {
      expected: {
        en: `While the server does not answer, a CDN shows the last playlist for ${longestOutageSeconds} s at most. After that the picture stands still at every viewer, and an error is the true answer.`,
        es: `Mientras el servidor no responde, una CDN muestra la última lista ${longestOutageSeconds} s como mucho. Después la imagen está quieta en todas partes, y la respuesta verdadera es un error.`,
      },
      seen,
    });
  }
}

/** Two playlists are told apart even if they are equally long and equally old. */
export async function checkPlaylistChange({ get, writeNextPlaylist }: TriedOrigin): Promise<void> {
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

/** Everybody may keep a segment while it is listed, and longer. */
export async function checkSegmentCaching({ get, settings }: TriedOrigin): Promise<void> {
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

/** Nobody keeps a 404. */
export async function checkErrorCaching({ get }: TriedOrigin): Promise<void> {
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
