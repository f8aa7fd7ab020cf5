/** What FFmpeg reads of the SDP of stage 03, and of the packets that follow it. */
import type { Settings } from '../../labs/settings.ts';
import { notYet } from '../labs/not-yet.ts';
import type { Text } from '../language/text.ts';
import { settlesWithin } from '../system/settles-within.ts';
import type { ProbedStream } from './probe-sdp.ts';
import { kindInSpanish, kinds, type TriedForward } from './tried-forward.ts';

const probeLimitMilliseconds = 4_000;

/** FFmpeg accepts it, and listens where it should. */
export async function checkSdp({ probe }: TriedForward): Promise<void> {
  const { ports, settings, sdp, complaints } = await probe;
  if (ports.length === 0) {
    const words = lastLines(await complaints);
    notYet('sdp-refused', {
      expected: {
        en: 'FFmpeg accepts the SDP and waits for packets.',
        es: 'FFmpeg acepta el SDP y espera paquetes.',
      },
      seen: {
        en: `${words || 'It ended: the SDP names no stream to wait for.'}\n\n${sdp.trim()}`,
        es: `${words || 'Terminó: el SDP no nombra ningún flujo que esperar.'}\n\n${sdp.trim()}`,
      },
    });
  }
  const wanted = { audio: settings.ports.rtpAudio, video: settings.ports.rtpVideo };
  for (const kind of kinds) {
    if (ports.includes(wanted[kind])) continue;
    notYet('not-listening', {
      expected: {
        en: `Told by the SDP, FFmpeg listens for ${kind} on UDP port ${wanted[kind]}.`,
        es: `Según el SDP, FFmpeg escucha ${kindInSpanish[kind]} en el puerto UDP ${wanted[kind]}.`,
      },
      seen: {
        en: `It listens on ${ports.join(', ')} (RTP, and RTCP one port higher). The SDP:\n${sdp.trim()}`,
        es: `Escucha en ${ports.join(', ')} (RTP, y RTCP un puerto más arriba). El SDP:\n${sdp.trim()}`,
      },
    });
  }
}

/** Fed with the right packets, FFmpeg knows both streams and the size of the picture. */
export async function checkReadable({ probe, bench }: TriedForward): Promise<void> {
  const { streams, complaints, settings } = await probe;
  const found = (await settlesWithin(streams, probeLimitMilliseconds)) ? await streams : [];
  bench.assertOnAir();
  const problem = firstProblem(found, settings);
  if (problem) {
    const [reason, expected] = problem;
    const said = (await settlesWithin(complaints, 0)) ? await complaints : '';
    const words = lastLines(reason === 'no-picture' ? said : withoutDecoder(said));
    const list = found.map(describeStream).join('\n');
    notYet(reason, {
      expected,
      seen: {
        en: `${list || 'FFmpeg found no stream.'}\n${words}`.trim(),
        es: `${list || 'FFmpeg no encontró ningún flujo.'}\n${words}`.trim(),
      },
    });
  }
}

/** What FFmpeg should have found and did not: the reason, and what was expected. */
function firstProblem(
  found: readonly ProbedStream[],
  { audio, video }: Settings,
): [reason: string, expected: Text] | undefined {
  const sound = found.find(({ codec_name }) => codec_name === audio.codec);
  const picture = found.find(({ codec_name }) => codec_name === video.codec);
  const frequency = (stream: ProbedStream) => Number(stream.time_base?.split('/')[1]);
  if (!sound || !picture) {
    return [
      'wrong-codec',
      {
        en: 'FFmpeg recognizes one stream of Opus and one of H.264.',
        es: 'FFmpeg reconoce un flujo de Opus y otro de H.264.',
      },
    ];
  }
  if (sound.channels !== audio.channels) {
    return [
      'wrong-channels',
      {
        en: `The sound is announced with ${audio.channels} channels, as Opus over RTP always is (RFC 7587).`,
        es: `El sonido se anuncia con ${audio.channels} canales, como siempre en Opus sobre RTP (RFC 7587).`,
      },
    ];
  }
  if (frequency(sound) !== audio.clockRateHz || frequency(picture) !== video.clockRateHz) {
    return [
      'wrong-clock-rate',
      {
        en: `The clocks tick ${audio.clockRateHz} times a second for the sound, ${video.clockRateHz} for the picture.`,
        es: `Los relojes marcan ${audio.clockRateHz} veces por segundo para el sonido y ${video.clockRateHz} para la imagen.`,
      },
    ];
  }
  if (!picture.width || !picture.height) {
    return [
      'no-picture',
      {
        en: `From packets with payload type ${video.payloadType} FFmpeg learns the size of the picture.`,
        es: `De los paquetes con tipo de carga ${video.payloadType}, FFmpeg obtiene el tamaño de la imagen.`,
      },
    ];
  }
  return undefined;
}

function describeStream(stream: ProbedStream): string {
  const { codec_type = '?', codec_name = '?', time_base = '?', channels, width, height } = stream;
  const size = codec_type === 'video' ? `${width ?? 0}x${height ?? 0}` : `${channels ?? 0} ch`;
  return `${codec_type}: ${codec_name}, ${time_base} s, ${size}`;
}

/** That a decoder came in between two keyframes says nothing about an SDP. */
const withoutDecoder = (text: string): string =>
  text
    .split('\n')
    .filter((line) => !/^\[h264 @|^\s*Last message repeated/.test(line))
    .join('\n');

const lastLines = (text: string): string => text.trim().split('\n').slice(-4).join('\n');
