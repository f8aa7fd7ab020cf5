/** What a publisher of stage 01 sends: what its encoder may do, and what Janus receives. */
import { setTimeout as delay } from 'node:timers/promises';
import { notYet } from '../labs/not-yet.ts';
import {
  foundParticipant,
  maximumBitrateBitsPerSecond,
  pollMilliseconds,
  type TriedPublisher,
} from './tried-publisher.ts';

const packetsLimitMilliseconds = 3_000;
const packetsToSee = 5;

/** The encoder has the limit it was given, and keeps the size of the picture. */
export async function checkEncoder({ publisher }: TriedPublisher): Promise<void> {
  const { encoder } = await (await publisher).look();
  const limit = encoder?.maxBitrate ?? null;
  const wanted = maximumBitrateBitsPerSecond;
  if (limit === null || limit > wanted || limit < wanted / 2) {
    notYet('bitrate-not-limited', {
      expected: {
        en: `The encoder's maxBitrate is connection.maximumBitrateBitsPerSecond: here ${wanted} bit/s.`,
        es: `El maxBitrate del codificador es connection.maximumBitrateBitsPerSecond: aquí ${wanted} bit/s.`,
      },
      seen:
        limit === null
          ? { en: 'It has no limit.', es: 'No tiene límite.' }
          : { en: `It is ${limit} bit/s.`, es: `Es ${limit} bit/s.` },
    });
  }
  if (!encoder?.keepsResolution) {
    notYet('resolution-not-kept', {
      expected: {
        en: 'When bandwidth is short the picture keeps its size: degradationPreference is "maintain-resolution".',
        es: 'Cuando falta ancho de banda, la imagen conserva su tamaño: `degradationPreference` es `maintain-resolution`.',
      },
      seen: {
        en: 'The encoder may shrink the picture. FFmpeg copies the video, so every viewer would see it change.',
        es: 'El codificador puede achicar la imagen. FFmpeg copia el video, así que todo espectador vería el cambio.',
      },
    });
  }
}

/** RTP arrives, of both kinds. */
export async function checkMedia({ admin, displayName, signal }: TriedPublisher): Promise<void> {
  const deadline = performance.now() + packetsLimitMilliseconds;
  let { receivedPackets } = await foundParticipant(admin, displayName);
  const isSeen = () => Math.min(...Object.values(receivedPackets)) >= packetsToSee;
  while (!isSeen() && performance.now() < deadline) {
    await delay(pollMilliseconds, undefined, { signal });
    ({ receivedPackets } = await foundParticipant(admin, displayName));
  }
  if (isSeen()) return;
  const { video, audio } = receivedPackets;
  const seconds = packetsLimitMilliseconds / 1_000;
  notYet('no-packets', {
    expected: {
      en: 'Janus receives RTP packets of video and audio.',
      es: 'Janus recibe paquetes RTP de video y de audio.',
    },
    seen: {
      en: `In ${seconds} s it counted ${video} packets of video and ${audio} of audio.`,
      es: `En ${seconds} s contó ${video} paquetes de video y ${audio} de audio.`,
    },
  });
}
