/** Probe `playlist`: do new segments keep coming? */

import { logFile } from '../stack/daemons.ts';
import type { Figures, Hops } from '../stack/status.ts';
import { broken, ok, readLog, waiting } from './hop.ts';
import type { ProbeSources } from './sources.ts';

/** How much later than due a segment may come before the playlist counts as stale. */
const graceSeconds = 2;

export function lookAtPlaylist({ settings, controller, playlist }: ProbeSources): Hops['playlist'] {
  const { newest, position, segments, error } = playlist;
  const ageSeconds = newest ? (Date.now() - newest.at) / 1_000 : null;
  const figures: Figures['playlist'] = {
    ...position,
    segments: segments.length,
    newestSegmentAgeSeconds: ageSeconds === null ? null : Math.round(ageSeconds * 10) / 10,
    newestSegmentSeconds: newest?.seconds ?? null,
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
  const { session } = controller;
  if (!session) {
    return waiting<'playlist'>(figures, {
      en: 'No new segments while nobody publishes.',
      es: 'No hay segmentos nuevos mientras nadie emite.',
    });
  }
  const due = settings.profile.targetDurationSeconds * 1.5 + graceSeconds;
  const sessionSeconds = (Date.now() - session.startedAt.getTime()) / 1_000;
  if (Math.min(ageSeconds ?? Number.POSITIVE_INFINITY, sessionSeconds) > due) {
    return broken<'playlist'>(
      figures,
      {
        en: `No new segment for ${Math.round(ageSeconds ?? sessionSeconds)} s; one is due every ${settings.profile.segmentSeconds} s.`,
        es: `Hace ${Math.round(ageSeconds ?? sessionSeconds)} s que no hay segmento nuevo; toca uno cada ${settings.profile.segmentSeconds} s.`,
      },
      readLog(logFile(settings, 'ffmpeg')),
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
