/** Probe `playlist`: do new segments keep coming? */

import type { Figures, Hops } from '../stack/status.ts';
import { broken, ok, waiting } from './hop.ts';
import type { ProbeSources } from './sources.ts';

/** How much later than due a segment may come before the playlist counts as stale. */
const graceSeconds = 2;

export function lookAtPlaylist(sources: ProbeSources): Hops['playlist'] {
  const { settings, controller, playlist, remedies } = sources;
  const { newest, position, segments, error } = playlist;
  const ageSeconds = newest ? (Date.now() - newest.at) / 1_000 : null;
  const figures: Figures['playlist'] = {
    ...position,
    segments: segments.length,
    newestSegmentAgeSeconds: ageSeconds === null ? null : Math.round(ageSeconds * 10) / 10,
    newestSegmentSeconds: newest?.seconds ?? null,
    leftOutSegments: playlist.leftOut?.count ?? 0,
  };
  if (error) {
    return broken<'playlist'>(
      figures,
      {
        en: `The playlist cannot be written: ${error.message}`,
        es: `No se puede escribir la lista: ${error.message}`,
      },
      { en: 'npm run doctor', es: 'npm run doctor' },
    );
  }
  const { leftOut } = playlist;
  const { targetDurationSeconds, segmentSeconds } = settings.profile;
  if (leftOut && leftOut.newestAt > (newest?.at ?? 0)) {
    const seconds = leftOut.newestSeconds.toFixed(1);
    return broken<'playlist'>(
      figures,
      {
        en: `The newest segment lasts ${seconds} s, longer than the target duration of ${targetDurationSeconds} s, and was left out: no keyframe came in time.`,
        es: `El último segmento dura ${seconds} s, más que la duración objetivo de ${targetDurationSeconds} s, y quedó fuera: no llegó a tiempo un cuadro clave.`,
      },
      {
        en: 'Look at fir_freq in lab 02 and at -hls_time in lab 04.',
        es: 'Revisa fir_freq en el laboratorio 02 y -hls_time en el laboratorio 04.',
      },
    );
  }
  const { session } = controller;
  if (!session) {
    return waiting<'playlist'>(figures, {
      en: 'No new segments while nobody publishes.',
      es: 'No hay segmentos nuevos mientras nadie emite.',
    });
  }
  const due = targetDurationSeconds * 1.5 + graceSeconds;
  const sessionSeconds = (Date.now() - session.startedAt.getTime()) / 1_000;
  if (Math.min(ageSeconds ?? Number.POSITIVE_INFINITY, sessionSeconds) > due) {
    return broken<'playlist'>(
      figures,
      {
        en: `No new segment for ${Math.round(ageSeconds ?? sessionSeconds)} s; one is due every ${segmentSeconds} s.`,
        es: `Hace ${Math.round(ageSeconds ?? sessionSeconds)} s que no hay segmento nuevo; debería llegar uno cada ${segmentSeconds} s.`,
      },
      remedies.readLog('ffmpeg'),
    );
  }
  if (playlist.session?.segments === 0) {
    return waiting<'playlist'>(figures, {
      en: 'The first segment is being written.',
      es: 'Se está escribiendo el primer segmento.',
    });
  }
  return ok<'playlist'>(figures);
}
