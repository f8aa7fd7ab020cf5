/**
 * Lab 04 on two real FFmpegs with the student's arguments, fed with the same recording: one in
 * real time, as a publisher would, and one faster, so that segments grow old while one waits.
 */
import { readdir } from 'node:fs/promises';
import { z } from 'zod';
import { avOffset } from '../../scripts/checks/av-offset.ts';
import {
  FfmpegRun,
  type FfmpegRunChoices,
  prepareSession,
} from '../../scripts/checks/ffmpeg-run.ts';
import type { WatchedSegment } from '../../scripts/checks/folder-watch.ts';
import { ownSettings } from '../../scripts/checks/own-settings.ts';
import { type RtpRecording, recordRtp } from '../../scripts/checks/rtp-recording.ts';
import type { RtpReplay } from '../../scripts/checks/rtp-replay.ts';
import {
  beginsWithTables,
  nalTypesOfFirstPicture,
  nalUnits,
  packetTimes,
} from '../../scripts/checks/segment.ts';
import { isLoopback, socketsOfProcess } from '../../scripts/checks/sockets-of-process.ts';
import { framesPerSecond } from '../../scripts/checks/synthetic-media.ts';
import { defineChecks, type TrialTools } from '../../scripts/labs/lab-checks.ts';
import { type Finding, notYet } from '../../scripts/labs/not-yet.ts';
import { WorkshopError } from '../../scripts/language/workshop-error.ts';
import { nalUnitsOfPayloads } from '../../scripts/media/rtp.ts';
import type { Settings } from '../settings.ts';

/** Faster than real time, but no faster than FFmpeg and two shared cores take with ease. */
const quickSpeed = 4;
/** So few that the first one is soon old. */
const segmentsListed = 3;
/** So many that none is missed when several come at once. */
const segmentsListedLive = 6;
/** By then the oldest segment should be gone, however generous the student is. */
const segmentsToWaitFor = 24;
const quickLimitMilliseconds = 40_000;

/** Seconds of the recording: first a beep, then a gap in the sound, then another beep. */
const soundSeconds = 1.2;
const goodSeconds = 4.9;
/** Long enough for a segment that is too long to show its length. */
const firstSegmentLimitMilliseconds = 6_500;
const gapLimitMilliseconds = 3_500;

/** Pictures come when they come, and a keyframe with the picture after it was asked for. */
const lengthToleranceSeconds = 5 / framesPerSecond;
/** Shorter ones come from timers, and nobody hears them. */
const largestHoleSeconds = 0.1;
/** AAC packs 1024 samples into a frame (ISO/IEC 14496-3). */
const aacFrameSeconds = 1_024 / 48_000;
const largestOffsetMilliseconds = 40;
/** What came just before the goodbye may still be waiting for missing packets (max_delay). */
const picturesInFlight = framesPerSecond;

const nalType = { slice: 1, idr: 5, sps: 7, pps: 8 } as const;

interface LiveStory {
  replay: RtpReplay;
  /** Whether the picture went on while the sound paused. */
  wentOn: boolean;
  segments: readonly WatchedSegment[];
}

interface Trial extends TrialTools {
  live: FfmpegRun;
  quick: FfmpegRun;
  firstSegment: Promise<boolean>;
  liveStory: Promise<LiveStory>;
  /** The segments of the quick one, young and old. */
  quickStory: Promise<readonly WatchedSegment[]>;
}

export const checks = defineChecks<RtpRecording, Trial>({
  programs: ['ffmpeg', 'ffprobe'],

  openBench: ({ programs }) => recordRtp(programs.ffmpeg),

  async openTrial(recording, tools) {
    // The student's process answers one call at a time.
    const sessions = [
      await prepareRun(tools, segmentsListedLive),
      await prepareRun(tools, segmentsListed),
    ] as const;
    const [live, quick] = await Promise.all([
      FfmpegRun.start(tools.scope, sessions[0]),
      FfmpegRun.start(tools.scope, sessions[1]),
    ]);
    const liveStory = tellLive(live, recording);
    const quickStory = tellQuick(quick, recording);
    const firstSegment = live.until(
      () => live.output.segments.size > 0,
      firstSegmentLimitMilliseconds,
    );
    for (const story of [liveStory, quickStory, firstSegment]) story.catch(() => {});
    return { ...tools, live, quick, liveStory, quickStory, firstSegment };
  },

  checks: {
    async runs({ live, quick }) {
      for (const run of [live, quick]) await expectListening(run);
      const open = (await socketsOfProcess(live.process.pid)).filter((s) => !isLoopback(s));
      if (open.length > 0) {
        const list = open.map(({ address, port }) => `${address}:${port}`).join(', ');
        notYet('open-to-network', {
          expected: {
            en: 'FFmpeg listens on 127.0.0.1 only: whoever reaches its ports can put media into the stream.',
            es: 'FFmpeg solo escucha en 127.0.0.1: quien llega a sus puertos puede meter contenido en la transmisión.',
          },
          seen: { en: `It listens on ${list}.`, es: `Escucha en ${list}.` },
        });
      }
    },

    async segments({ live, liveStory, firstSegment, programs }) {
      if (!(await firstSegment)) await blameForNothing(live);
      const [first] = live.output.segments.values();
      if (first) await expectSegment(live, first, programs.ffmpeg);
      const { segments } = await liveStory;
      // The last one ends with the publisher and not with a keyframe.
      const whole = segments.slice(0, -1);
      await Promise.all(whole.map((segment) => expectSegment(live, segment, programs.ffmpeg)));
    },

    async 'video-untouched'({ live, liveStory, programs }) {
      const { segments, replay } = await liveStory;
      const received = await nalUnits(joined(segments), programs.ffmpeg);
      const sent = nalUnitsOfPayloads(replay.videoPayloads);
      if (received.length === 0) {
        notYet('no-video', {
          expected: { en: 'The segments hold H.264.', es: 'Los segmentos contienen H.264.' },
          seen: {
            en: 'No H.264 was found in them.',
            es: 'No se encontró H.264 en ellos.',
          },
        });
      }
      const [setsReceived, setsSent] = [parameterSets(received), parameterSets(sent)];
      if (setsReceived.join() !== setsSent.join()) {
        notYet('encoded-again', {
          expected: {
            en: `The picture is copied: its parameter sets (SPS and PPS, which say how it was encoded) are those that were sent, ${setsSent.join(' ')}.`,
            es: `La imagen se copia: sus conjuntos de parámetros (SPS y PPS, que dicen cómo se codificó) son los que se enviaron, ${setsSent.join(' ')}.`,
          },
          seen: {
            en: `Another encoder wrote ${setsReceived.join(' ').slice(0, 200)}.`,
            es: `Otro codificador escribió ${setsReceived.join(' ').slice(0, 200)}.`,
          },
        });
      }
      expectEveryPicture(live, pictures(received), pictures(sent));
    },

    async sound({ liveStory, programs }) {
      const { segments } = await liveStory;
      const { codec } = await packetTimes(joined(segments), 'a', programs);
      if (codec === 'aac') return;
      notYet('no-aac', {
        expected: { en: 'The segments hold AAC.', es: 'Los segmentos contienen AAC.' },
        seen: codec
          ? { en: `Their sound is ${codec}.`, es: `Su sonido es ${codec}.` }
          : { en: 'They hold no sound.', es: 'No contienen sonido.' },
      });
    },

    async 'in-sync'({ live, liveStory, programs }) {
      const { segments, replay } = await liveStory;
      const expected = {
        en: `Beep and flash are less than ${largestOffsetMilliseconds} ms apart.`,
        es: `Entre el bip y el destello hay menos de ${largestOffsetMilliseconds} ms.`,
      };
      const offset = await avOffset(segments, programs.ffmpeg).catch((error) => {
        if (error instanceof WorkshopError) blame(live, 'no-beep', { expected, seen: error.found });
        throw error;
      });
      const { medianMilliseconds } = offset;
      if (Math.abs(medianMilliseconds) < largestOffsetMilliseconds) return;
      // Who stamps packets by their arrival cannot do better than they arrive.
      const isOurs =
        Math.abs(medianMilliseconds) < largestOffsetMilliseconds + replay.mostLateMilliseconds;
      if (isOurs) throw tooBusy(`${replay.mostLateMilliseconds.toFixed(0)} ms`);
      const late = medianMilliseconds > 0;
      const milliseconds = Math.abs(medianMilliseconds).toFixed(0);
      blame(live, 'out-of-sync', {
        expected,
        seen: {
          en: `The sound is ${milliseconds} ms ${late ? 'late' : 'early'}.`,
          es: `El sonido llega ${milliseconds} ms ${late ? 'tarde' : 'antes'}.`,
        },
      });
    },

    async 'sound-gap'({ live, liveStory, programs }) {
      const { segments, wentOn } = await liveStory;
      if (!wentOn) {
        blame(live, 'picture-waits', {
          expected: {
            en: 'When the sound stops, new segments come within about two seconds.',
            es: 'Cuando el sonido se detiene, llegan segmentos nuevos en unos dos segundos.',
          },
          seen: {
            en: `In ${gapLimitMilliseconds / 1_000} s without sound no segment came: FFmpeg holds the picture back and waits for the sound.`,
            es: `En ${gapLimitMilliseconds / 1_000} s sin sonido no llegó ningún segmento: FFmpeg retiene la imagen y espera el sonido.`,
          },
        });
      }
      const { times } = await packetTimes(joined(segments), 'a', programs);
      for (const [index, time] of times.slice(1).entries()) {
        const seconds = time - (times[index] ?? 0) - aacFrameSeconds;
        if (Math.abs(seconds) < largestHoleSeconds) continue;
        blame(live, 'hole-in-sound', {
          expected: {
            en: 'While no Opus comes, the AAC goes on with silence: players trip over holes.',
            es: 'Mientras no llega Opus, el AAC sigue con silencio: los reproductores tropiezan con los huecos.',
          },
          seen: {
            en: `At ${time.toFixed(1)} s there is ${seconds > 0 ? 'a hole' : 'an overlap'} of ${Math.abs(seconds).toFixed(2)} s.`,
            es: `En el segundo ${time.toFixed(1)} hay ${seconds > 0 ? 'un hueco' : 'un solapamiento'} de ${Math.abs(seconds).toFixed(2)} s.`,
          },
        });
      }
    },

    async rolls({ live, liveStory, quick, quickStory }) {
      await Promise.all([liveStory, quickStory]);
      expectTargetDuration(live);
      expectRolling(quick);
    },

    async 'old-segments'({ quick, quickStory }) {
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
    },

    async open({ live, quick, liveStory, quickStory }) {
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
    },
  },
});

async function prepareRun(
  { scope, programs, student }: TrialTools,
  playlistSegments: number,
): Promise<FfmpegRunChoices> {
  const { settings, remove } = await ownSettings({ profile: 'low' });
  scope.defer(remove);
  const trial: Settings = { ...settings, profile: { ...settings.profile, playlistSegments } };
  const paths = await prepareSession(trial);
  const args = await student.call('ffmpegArguments', [trial, paths], z.array(z.string()));
  return {
    ffmpegPath: programs.ffmpeg,
    settings: trial,
    paths,
    args,
    signal: scope.signal,
  };
}

/** In real time, with a gap in the sound. */
async function tellLive(run: FfmpegRun, recording: RtpRecording): Promise<LiveStory> {
  const replay = await run.feed(recording, 1);
  const hasBegun = () => run.output.segments.size > 0 && replay.sentSeconds > soundSeconds;
  await run.until(hasBegun, firstSegmentLimitMilliseconds);
  const gapBegan = replay.sentSeconds;
  replay.isMuted = true;
  const wentOn = await run.until(() => run.listedSeconds > gapBegan, gapLimitMilliseconds);
  replay.isMuted = false;
  await run.until(() => run.listedSeconds > goodSeconds, goodSeconds * 1_000);
  await run.end(replay);
  return { replay, wentOn, segments: [...run.output.segments.values()] };
}

/**
 * Faster, until the first segment is gone.
 * @returns the segments as they were then: the last one, cut short by the goodbye, makes FFmpeg
 *   delete early.
 */
async function tellQuick(
  run: FfmpegRun,
  recording: RtpRecording,
): Promise<readonly WatchedSegment[]> {
  const replay = await run.feed(recording, quickSpeed);
  const { output } = run;
  const isOver = () =>
    output.made >= segmentsToWaitFor ||
    [...output.segments.values()].some(({ goneAt }) => goneAt !== null);
  await run.until(isOver, quickLimitMilliseconds);
  const segments = [...output.segments.values()].map((segment) => ({ ...segment }));
  await run.end(replay);
  return segments;
}

/** Fails, unless this machine was too slow to feed FFmpeg: then nothing was proven. */
function blame({ lostDatagrams }: FfmpegRun, reason: string, finding: Finding): never {
  if (lostDatagrams > 0) throw tooBusy(String(lostDatagrams));
  notYet(reason, finding);
}

/** @param measure of the packets that were lost or came late. */
const tooBusy = (measure: string): WorkshopError =>
  new WorkshopError(
    {
      en: `This machine is too busy: packets on their way to FFmpeg were lost or late (${measure}).`,
      es: `Esta máquina está demasiado ocupada: hubo paquetes perdidos o atrasados camino a FFmpeg (${measure}).`,
    },
    { en: 'Close other programs and save again.', es: 'Cierra otros programas y guarda otra vez.' },
  );

/** FFmpeg looks at its output options only after it has listened to the input for a second. */
async function expectListening(run: FfmpegRun): Promise<void> {
  if (run.listening === 'bound') {
    const isAtWork = () => run.process.progress.frames > 0 || run.output.segments.size > 0;
    await run.until(isAtWork, firstSegmentLimitMilliseconds);
    if (!run.hasExited) return;
  }
  const words = await run.lastWords();
  const { rtpAudio, rtpVideo } = run.settings.ports;
  notYet(run.hasExited ? 'ffmpeg-refuses' : 'not-listening', {
    expected: {
      en: `FFmpeg takes the arguments and waits for RTP on UDP ports ${rtpAudio} and ${rtpVideo}.`,
      es: `FFmpeg acepta los argumentos y espera RTP en los puertos UDP ${rtpAudio} y ${rtpVideo}.`,
    },
    seen: run.hasExited
      ? { en: `It ended:\n${words}`, es: `Terminó:\n${words}` }
      : {
          en: `It runs, but does not listen there.\n${words}`,
          es: `Está en marcha, pero no escucha allí.\n${words}`,
        },
  });
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
  if (Math.abs(durationSeconds - segmentSeconds) < lengthToleranceSeconds) return;
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

const joined = (segments: readonly WatchedSegment[]): Buffer =>
  Buffer.concat(segments.map(({ content }) => content));

const sum = (numbers: readonly number[]): number =>
  numbers.reduce((total, number) => total + number, 0);

const typeOf = ([header = 0]: Buffer): number => header & 0x1f;

/** SPS and PPS, each different one once, in hexadecimal. */
const parameterSets = (units: readonly Buffer[]): string[] => {
  const sets = units.filter((unit) => [nalType.sps, nalType.pps].includes(typeOf(unit) as 7 | 8));
  return [...new Set(sets.map((unit) => unit.toString('hex')))].toSorted();
};

const pictures = (units: readonly Buffer[]): Buffer[] =>
  units.filter((unit) => [nalType.slice, nalType.idr].includes(typeOf(unit) as 1 | 5));

function expectEveryPicture(run: FfmpegRun, received: Buffer[], sent: Buffer[]): void {
  const firstOther = received.findIndex((picture, index) => !sent[index]?.equals(picture));
  if (firstOther < 0 && received.length > sent.length - picturesInFlight) return;
  const count = firstOther < 0 ? received.length : firstOther;
  blame(run, 'pictures-differ', {
    expected: {
      en: `All ${sent.length} pictures that were sent arrive, byte for byte.`,
      es: `Las ${sent.length} imágenes enviadas llegan, byte por byte.`,
    },
    seen: {
      en: `The first ${count} did; then pictures are missing or changed.`,
      es: `Las primeras ${count} llegaron así; después faltan imágenes o cambiaron.`,
    },
  });
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
