/** The sound in the segments of stage 04: AAC, together with the picture, and without holes. */
import { notYet } from '../labs/not-yet.ts';
import { WorkshopError } from '../language/workshop-error.ts';
import { avOffset } from './av-offset.ts';
import { blame, tooBusy } from './blame.ts';
import type { FfmpegRun } from './ffmpeg-run.ts';
import { packetsOf } from './segment.ts';
import { gapLimitMilliseconds, joined, type TriedFfmpeg } from './tried-ffmpeg.ts';

/** Shorter ones come from timers, and nobody hears them. */
const largestHoleSeconds = 0.1;
/** AAC packs 1024 samples into a frame (ISO/IEC 14496-3). */
const aacFrameSeconds = 1_024 / 48_000;
/** Silence takes few bytes at any bitrate; so many frames hold a beep. */
const loudFrames = 6;
const largestOffsetMilliseconds = 40;

/** AAC, which every player of HLS knows, at the bitrate of the settings. */
export async function checkSoundCodec({ live, liveStory, programs }: TriedFfmpeg): Promise<void> {
  const { segments } = await liveStory;
  const { codec, packets } = await packetsOf(joined(segments), 'a', programs);
  if (codec === 'aac')
    return expectBitrate(
      live,
      packets.map(({ bytes }) => bytes),
    );
  notYet('no-aac', {
    expected: { en: 'The segments hold AAC.', es: 'Los segmentos contienen AAC.' },
    seen: codec
      ? { en: `Their sound is ${codec}.`, es: `Su sonido es ${codec}.` }
      : { en: 'They hold no sound.', es: 'No contienen sonido.' },
  });
}

/** Around its average an encoder saves and spends as it likes, but it does not spend three times as much for long. */
function expectBitrate({ settings }: FfmpegRun, frameBytes: readonly number[]): void {
  const { aacBitrateBitsPerSecond: wanted } = settings.audio;
  const loudest = frameBytes.toSorted((a, b) => b - a).slice(0, loudFrames);
  const bitsPerSecond = ((loudest.at(-1) ?? 0) * 8) / aacFrameSeconds;
  if (bitsPerSecond > wanted / 2 && bitsPerSecond < wanted * 3) return;
  const kilobits = (bitsPerSecond / 1_000).toFixed(0);
  notYet('wrong-bitrate', {
    expected: {
      en: `The AAC has the bitrate of settings.audio.aacBitrateBitsPerSecond: ${wanted} bit/s in this trial.`,
      es: `El AAC tiene la tasa de bits de settings.audio.aacBitrateBitsPerSecond: ${wanted} bit/s en esta prueba.`,
    },
    seen: {
      en: `During a beep it has some ${kilobits} kbit/s. FFmpeg takes 128 kbit/s unless told otherwise.`,
      es: `Durante un bip tiene unos ${kilobits} kbit/s. FFmpeg toma 128 kbit/s si no se le dice otra cosa.`,
    },
  });
}

/** Flash and beep, sent together, are together. */
export async function checkSync({ live, liveStory, programs }: TriedFfmpeg): Promise<void> {
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
}

/** A publisher who is muted for a while stops neither the picture nor the AAC. */
export async function checkSoundGap({ live, liveStory, programs }: TriedFfmpeg): Promise<void> {
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
  const { packets } = await packetsOf(joined(segments), 'a', programs);
  const times = packets.map(({ seconds }) => seconds);
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
}
