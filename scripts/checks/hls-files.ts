/** What readers find in the folder of stage 04, and for how long. */
import { notYet } from '../labs/not-yet.ts';
import { blame } from './blame.ts';
import { segmentsListed, type TriedFfmpeg } from './tried-ffmpeg.ts';

/** Old segments go, once no viewer needs them. */
export async function checkOldSegments({ quick, quickStory }: TriedFfmpeg): Promise<void> {
  const segments = await quickStory;
  if (segments.every(({ goneAt }) => goneAt === null)) {
    blame(quick, 'never-deleted', {
      expected: {
        en: 'Segments that no viewer needs any more are deleted; else the disk fills up.',
        es: 'Los segmentos que ningún espectador necesita se borran; si no, el disco se llena.',
      },
      seen: {
        en: `After ${segments.length} segments the first one was still there.`,
        es: `Después de ${segments.length} segmentos, el primero seguía allí.`,
      },
    });
  }
  const lengths = segments.map(({ durationSeconds }) => durationSeconds);
  for (const [index, { name, goneAt, lastListedAt }] of segments.entries()) {
    if (goneAt === null) continue;
    const own = lengths[index] ?? 0;
    const wanted = own + sum(lengths.slice(index, index + segmentsListed));
    const stayed = sum(lengths.slice(lastListedAt + 1, goneAt));
    // FFmpeg looks once per segment, and segments are not all of one length.
    const isEnough = goneAt - lastListedAt - 1 > segmentsListed || stayed > wanted - own / 2;
    if (isEnough) continue;
    blame(quick, 'deleted-too-early', {
      expected: {
        en: `A segment that left the playlist stays for its own length and the playlist’s, ${wanted.toFixed(1)} s here: viewers may be that far behind (RFC 8216, section 6.2.2).`,
        es: `Un segmento que salió de la lista se queda lo que duran él y la lista, aquí ${wanted.toFixed(1)} s: así de atrasados pueden ir los espectadores (RFC 8216, sección 6.2.2).`,
      },
      seen: {
        en: `${name} was deleted after ${stayed.toFixed(1)} s.`,
        es: `${name} se borró después de ${stayed.toFixed(1)} s.`,
      },
    });
  }
}

/** Every file is whole, and the stream never over. */
export async function checkReaders({
  live,
  quick,
  liveStory,
  quickStory,
}: TriedFfmpeg): Promise<void> {
  await Promise.all([liveStory, quickStory]);
  for (const { output } of [live, quick]) {
    const [broken] = output.brokenPlaylists;
    const [name] = output.writtenInPlace;
    if (broken !== undefined || name !== undefined) {
      notYet('written-in-place', {
        expected: {
          en: 'Every file is written aside and then renamed: whoever reads or copies it gets a whole one.',
          es: 'Cada archivo se escribe aparte y luego se renombra: quien lo lee o lo copia recibe uno completo.',
        },
        seen: {
          en: broken ?? `FFmpeg wrote into ${name} when it already had that name.`,
          es: broken ?? `FFmpeg escribió en ${name} cuando ya tenía ese nombre.`,
        },
      });
    }
    if (output.playlists.some(({ endlist }) => endlist)) {
      notYet('endlist', {
        expected: {
          en: 'When a publisher leaves, the playlist does not say that the stream is over: the next one goes on in it.',
          es: 'Cuando un emisor se va, la lista no dice que la transmisión terminó: el siguiente continúa en ella.',
        },
        seen: {
          en: 'It ends with #EXT-X-ENDLIST; players stop for good there.',
          es: 'Termina con #EXT-X-ENDLIST; ahí los reproductores se detienen para siempre.',
        },
      });
    }
  }
}

const sum = (numbers: readonly number[]): number =>
  numbers.reduce((total, number) => total + number, 0);
