/** The segments that FFmpeg makes in stage 04, one by one: their format, length and beginning. */
import { readdir } from 'node:fs/promises';
import { notYet } from '../labs/not-yet.ts';
import { blame, tooBusy } from './blame.ts';
import type { FfmpegRun } from './ffmpeg-run.ts';
import type { WatchedSegment } from './folder-watch.ts';
import { beginsWithTables, nalType, nalTypesOfFirstPicture } from './segment.ts';
import { framesPerSecond } from './synthetic-media.ts';
import { firstSegmentLimitMilliseconds, type TriedFfmpeg } from './tried-ffmpeg.ts';

/** Pictures come when they come, and a keyframe with the picture after it was asked for. */
const lengthToleranceSeconds = 5 / framesPerSecond;

/** MPEG-TS of the profile's length, each from a keyframe on. */
export async function checkSegments({
  live,
  liveStory,
  firstSegment,
  programs,
}: TriedFfmpeg): Promise<void> {
  if (!(await firstSegment)) await blameForNothing(live);
  const [first] = live.output.segments.values();
  if (first) await expectSegment(live, first, programs.ffmpeg);
  const { segments } = await liveStory;
  // The last one ends with the publisher and not with a keyframe.
  const whole = segments.slice(0, -1);
  await Promise.all(whole.map((segment) => expectSegment(live, segment, programs.ffmpeg)));
}

async function blameForNothing(run: FfmpegRun): Promise<never> {
  const files = (await readdir(run.outputDirectory)).filter((name) => name !== 'session.sdp');
  const list = files.join(', ');
  const words = await run.lastWords();
  const seconds = firstSegmentLimitMilliseconds / 1_000;
  return blame(run, 'no-playlist', {
    expected: {
      en: 'paths.outputDirectory has an index.m3u8 that lists a first segment. FFmpeg writes a segment when it ends, at the first keyframe after hls_time. Keyframes were sent every second; an encoder in between makes its own, many seconds apart.',
      es: 'paths.outputDirectory tiene un index.m3u8 que nombra un primer segmento. FFmpeg escribe un segmento cuando termina, en el primer cuadro clave después de hls_time. Se envió un cuadro clave por segundo; un codificador intermedio hace los suyos, con muchos segundos de distancia.',
    },
    seen: {
      en: `After ${seconds} s of media the folder holds: ${list || 'nothing'}.\n${words}`.trim(),
      es: `Después de ${seconds} s de transmisión, la carpeta contiene: ${list || 'nada'}.\n${words}`.trim(),
    },
  });
}

async function expectSegment(run: FfmpegRun, segment: WatchedSegment, ffmpeg: string) {
  const { name, content } = segment;
  if (!beginsWithTables(content)) {
    notYet('not-mpeg-ts', {
      expected: {
        en: 'Every segment is MPEG-TS and begins with its tables (PAT and PMT).',
        es: 'Cada segmento es MPEG-TS y empieza con sus tablas (PAT y PMT).',
      },
      seen: {
        en: `${name} begins with the bytes ${content.subarray(0, 8).toString('hex')}.`,
        es: `${name} empieza con los bytes ${content.subarray(0, 8).toString('hex')}.`,
      },
    });
  }
  expectLength(run, segment);
  const types = await nalTypesOfFirstPicture(content, ffmpeg);
  if (types.length > 0 && !types.includes(nalType.idr)) {
    blame(run, 'no-keyframe', {
      expected: {
        en: 'Every segment begins with a keyframe: a player can begin nowhere else.',
        es: 'Cada segmento empieza con un cuadro clave: un reproductor no puede empezar en otro lugar.',
      },
      seen: {
        en: `${name} begins in the middle of a group of pictures.`,
        es: `${name} empieza en medio de un grupo de imágenes.`,
      },
    });
  }
}

function expectLength(run: FfmpegRun, { name, durationSeconds }: WatchedSegment): void {
  const { segmentSeconds } = run.settings.profile;
  const differenceSeconds = Math.abs(durationSeconds - segmentSeconds);
  if (differenceSeconds < lengthToleranceSeconds) return;
  // Who stamps packets by their arrival cannot do better than they arrive.
  const lateSeconds = run.mostLateMilliseconds / 1_000;
  if (differenceSeconds < lengthToleranceSeconds + lateSeconds) {
    throw tooBusy(`${run.mostLateMilliseconds.toFixed(0)} ms`);
  }
  blame(run, 'wrong-length', {
    expected: {
      en: `With keyframes about every ${segmentSeconds} s (0.97 to 1.03 s), segments of ${segmentSeconds} s: the profile of this trial.`,
      es: `Con cuadros clave cada ${segmentSeconds} s aproximadamente (de 0.97 a 1.03 s), segmentos de ${segmentSeconds} s: el perfil de esta prueba.`,
    },
    seen: {
      en: `${name} lasts ${durationSeconds.toFixed(2)} s.`,
      es: `${name} dura ${durationSeconds.toFixed(2)} s.`,
    },
  });
}
