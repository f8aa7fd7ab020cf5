/** How the playlist of stage 04 moves on. */
import { blame } from './blame.ts';
import type { FfmpegRun } from './ffmpeg-run.ts';
import { segmentsListed, type TriedFfmpeg } from './tried-ffmpeg.ts';

/** It lists the newest segments, as many as the profile says. */
export async function checkRolling({
  live,
  liveStory,
  quick,
  quickStory,
}: TriedFfmpeg): Promise<void> {
  await Promise.all([liveStory, quickStory]);
  expectTargetDuration(live);
  expectRolling(quick);
}

/** A player reads the playlist at any moment: it moves on, and lists as much as the profile says. */
function expectRolling(run: FfmpegRun): void {
  const { playlists, missing, made } = run.output;
  const [missed] = missing;
  if (missed !== undefined) {
    blame(run, 'listed-but-missing', {
      expected: {
        en: 'What the playlist lists is there, beside it.',
        es: 'Lo que la lista nombra está ahí, a su lado.',
      },
      seen: { en: `${missed} was not.`, es: `${missed} no estaba.` },
    });
  }
  const first = playlists[0]?.mediaSequenceBase ?? 0;
  for (const { segments, mediaSequenceBase = 0 } of playlists) {
    const madeThen = mediaSequenceBase - first + segments.length;
    if (segments.length !== Math.min(madeThen, segmentsListed)) {
      blame(run, 'wrong-list-size', {
        expected: {
          en: `The playlist lists the newest ${segmentsListed} segments: the profile of this trial.`,
          es: `La lista nombra los ${segmentsListed} segmentos más nuevos: el perfil de esta prueba.`,
        },
        seen: {
          en: `After ${madeThen} segments it listed ${segments.length}.`,
          es: `Después de ${madeThen} segmentos nombraba ${segments.length}.`,
        },
      });
    }
  }
  if (made <= segmentsListed) {
    blame(run, 'does-not-roll', {
      expected: {
        en: 'With every new segment the playlist moves on by one.',
        es: 'Con cada segmento nuevo la lista avanza uno.',
      },
      seen: { en: `Only ${made} segments came.`, es: `Solo llegaron ${made} segmentos.` },
    });
  }
}

/** Of the one in real time: who stamps packets by their arrival makes short segments of a fast stream. */
function expectTargetDuration(run: FfmpegRun): void {
  const { targetDurationSeconds } = run.settings.profile;
  for (const { targetDuration } of run.output.playlists) {
    if (targetDuration === targetDurationSeconds) continue;
    blame(run, 'wrong-target-duration', {
      expected: {
        en: `EXT-X-TARGETDURATION is ${targetDurationSeconds} from beginning to end.`,
        es: `EXT-X-TARGETDURATION es ${targetDurationSeconds} de principio a fin.`,
      },
      seen: { en: `It was ${targetDuration}.`, es: `Fue ${targetDuration}.` },
    });
  }
}
