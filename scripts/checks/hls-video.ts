/** The picture in the segments of stage 04: the H.264 that was sent, and all of it. */
import { notYet } from '../labs/not-yet.ts';
import { nalUnitsOfPayloads } from '../media/rtp.ts';
import { blame } from './blame.ts';
import type { FfmpegRun } from './ffmpeg-run.ts';
import { nalType, nalUnits } from './segment.ts';
import { framesPerSecond } from './synthetic-media.ts';
import { joined, type TriedFfmpeg } from './tried-ffmpeg.ts';

/** What came just before the goodbye may still be waiting for missing packets (max_delay). */
const picturesInFlight = framesPerSecond;

/** The picture is copied, not encoded again. */
export async function checkVideoUntouched({
  live,
  liveStory,
  programs,
}: TriedFfmpeg): Promise<void> {
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
}

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
