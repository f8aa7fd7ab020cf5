/** What the room of stage 02 answers to real WebRTC offers (RFC 9429). */
import { RTCPeerConnection, useH264, useOPUS, usePCMU, useVP8 } from 'werift';
import { notYet } from '../labs/not-yet.ts';
import type { TriedJanus } from './tried-janus.ts';

type Codecs = NonNullable<
  NonNullable<ConstructorParameters<typeof RTCPeerConnection>[0]>['codecs']
>;

/** High profile, which Chromium offers where the hardware encodes. */
const highProfile = '64001f';

const h264 = (profileLevelId: string) =>
  useH264({ parameters: `packetization-mode=1;profile-level-id=${profileLevelId}` });

/** H.264 in the right profile and Opus, and nothing else. */
export async function checkCodecs(janus: TriedJanus): Promise<void> {
  const { profileLevelId } = janus.settings.video;
  const [audio, video] = await publish(janus, {
    audio: [usePCMU(), useOPUS()],
    video: [useVP8(), h264(highProfile), h264(profileLevelId)],
  });
  const taken = [audio, video].map((stream) =>
    stream?.isRefused ? '-' : (stream?.codec?.split('/')[0] ?? '-'),
  );
  if (taken.join() !== 'opus,H264') {
    notYet('wrong-codec', {
      expected: {
        en: 'Offered PCMU and Opus, VP8 and H.264, the room takes Opus and H.264: FFmpeg copies H.264 as it is, and every HLS player can show it.',
        es: 'Si le ofrecen PCMU y Opus, VP8 y H.264, la sala toma Opus y H.264: FFmpeg copia H.264 tal cual, y todo reproductor de HLS lo muestra.',
      },
      seen: {
        en: `It took ${taken.join(' and ')} ("-" is none).`,
        es: `Tomó ${taken.join(' y ')} («-» es ninguno).`,
      },
    });
  }
  if (!video?.parameters?.includes(`profile-level-id=${profileLevelId}`)) {
    notYet('wrong-h264-profile', {
      expected: {
        en: `Of two H.264 profiles, ${highProfile} (high) and ${profileLevelId} (settings.video.profileLevelId), the room takes the second, which every player can decode.`,
        es: `De dos perfiles de H.264, ${highProfile} (high) y ${profileLevelId} (settings.video.profileLevelId), la sala toma el segundo, que todo reproductor decodifica.`,
      },
      seen: {
        en: `It took: ${video?.parameters ?? 'no profile'}.`,
        es: `Tomó: ${video?.parameters ?? 'ningún perfil'}.`,
      },
    });
  }
  const others = await publish(janus, { audio: [usePCMU()], video: [useVP8()] });
  const other = others.find(({ isRefused }) => !isRefused);
  if (other) {
    notYet('other-codec-too', {
      expected: {
        en: 'Whoever offers only PCMU and VP8 is refused both: no stage after this one could use them.',
        es: 'A quien solo ofrece PCMU y VP8 se le rechazan ambos: ninguna etapa posterior podría usarlos.',
      },
      seen: { en: `It took ${other.codec}.`, es: `Tomó ${other.codec}.` },
    });
  }
}

/** Joins, and offers one audio and one video stream in these codecs. @returns Janus's answer to each. */
async function publish({ visit, settings, scope }: TriedJanus, codecs: Codecs) {
  const { room, secrets } = settings;
  const handle = await visit();
  await handle.request({ request: 'join', ptype: 'publisher', room: room.id, pin: secrets.pin });
  const peer = new RTCPeerConnection({ codecs, iceServers: [] });
  scope.defer(() => peer.close());
  peer.addTransceiver('audio', { direction: 'sendonly' });
  peer.addTransceiver('video', { direction: 'sendonly' });
  const { sdp } = await peer.createOffer();
  const { jsep } = await handle.request({ request: 'publish' }, { type: 'offer', sdp });
  const [, ...streams] = (jsep?.sdp ?? '').split(/^m=/m);
  return streams.map((stream) => ({
    codec: /^a=rtpmap:\d+ (.+)\r$/m.exec(stream)?.[1],
    parameters: /^a=fmtp:\d+ (.+)\r$/m.exec(stream)?.[1],
    // A port of 0, or no direction at all, is a no (RFC 9429, section 5.3.1).
    isRefused: /^\w+ 0 /.test(stream) || stream.includes('a=inactive'),
  }));
}
