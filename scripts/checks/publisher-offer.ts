/** What a publisher of stage 01 offers to send. */
import { type Finding, notYet } from '../labs/not-yet.ts';
import type { Text } from '../language/text.ts';
import { type OfferedCodec, offeredCodecs } from './offer-codecs.ts';
import { foundParticipant, type TriedPublisher } from './tried-publisher.ts';

/** Profile 66 with constraint_set1_flag, the way browsers write it or another (RFC 6184, table 5). */
const isConstrainedBaseline = /profile-level-id=42[4-7c-f]0/i;

/** H.264 with RTX, and Opus. */
export async function checkCodecs({ admin, displayName }: TriedPublisher): Promise<void> {
  const offer = (await foundParticipant(admin, displayName)).offer ?? '';
  const video = offeredCodecs(offer, 'video') ?? notYet('no-video', notOffered('video'));
  const audio = offeredCodecs(offer, 'audio') ?? notYet('no-audio', notOffered('audio'));
  expectH264First(video);
  expectOpusFirst(audio);
}

function expectH264First(codecs: readonly OfferedCodec[]): void {
  const [best] = codecs;
  const seen = (what: string): Text => ({
    en: `The offer that Janus received begins m=video with ${what}.`,
    es: `La oferta que recibió Janus empieza m=video con ${what}.`,
  });
  if (best?.name !== 'H264/90000') {
    notYet('prefers-another-codec', {
      expected: {
        en: 'H.264 stands first among the codecs of the picture: FFmpeg copies it, and every HLS player decodes it.',
        es: 'H.264 está primero entre los códecs de la imagen: FFmpeg lo copia y todo reproductor HLS lo decodifica.',
      },
      seen: seen(best?.name ?? '-'),
    });
  }
  if (!best.parameters.includes('packetization-mode=1')) {
    notYet('wrong-packetization-mode', {
      expected: {
        en: 'The H.264 that stands first has packetization-mode=1: its pictures may span packets (RFC 6184).',
        es: 'El H.264 que está primero tiene packetization-mode=1: sus imágenes pueden ocupar varios paquetes (RFC 6184).',
      },
      seen: seen(`H264/90000 (${best.parameters})`),
    });
  }
  if (!isConstrainedBaseline.test(best.parameters)) {
    notYet('wrong-profile', {
      expected: {
        en: 'The H.264 that stands first is constrained baseline (profile-level-id=42e0…): the oldest player decodes it.',
        es: 'El H.264 que está primero es constrained baseline (profile-level-id=42e0…): lo decodifica hasta el reproductor más viejo.',
      },
      seen: seen(`H264/90000 (${best.parameters})`),
    });
  }
  const hasRepairs = codecs.some(
    ({ name, parameters }) =>
      name === 'rtx/90000' && parameters.includes(`apt=${best.payloadType}`),
  );
  if (!hasRepairs) {
    const names = codecs.map(({ name }) => name).join(', ');
    notYet('no-rtx', {
      expected: {
        en: 'RTX (RFC 4588) stays among the codecs. It carries repairs of lost packets.',
        es: 'RTX (RFC 4588) sigue entre los códecs. Lleva las reparaciones de paquetes perdidos.',
      },
      seen: {
        en: `Janus was offered ${names}: no rtx for the H.264 that stands first.`,
        es: `A Janus se le ofreció ${names}: ningún rtx para el H.264 que está primero.`,
      },
    });
  }
}

function expectOpusFirst([best]: readonly OfferedCodec[]): void {
  if (best?.name === 'opus/48000/2') return;
  notYet('prefers-another-codec', {
    expected: {
      en: 'Opus stands first among the codecs of the sound.',
      es: 'Opus está primero entre los códecs del sonido.',
    },
    seen: {
      en: `The offer that Janus received begins m=audio with ${best?.name}.`,
      es: `La oferta que recibió Janus empieza m=audio con ${best?.name}.`,
    },
  });
}

const notOffered = (kind: 'audio' | 'video'): Finding => ({
  expected: {
    en: 'The offer has one m-line per track of the stream: one audio, one video.',
    es: 'La oferta tiene una línea m= por pista del stream: una de audio y una de video.',
  },
  seen: { en: `It has no m=${kind}.`, es: `No tiene m=${kind}.` },
});
