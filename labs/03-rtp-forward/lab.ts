import type { LabDescription } from '../lab.ts';

export const rtpForward: LabDescription = {
  number: 3,
  slug: 'rtp-forward',
  stage: 'forward',
  file: 'forward.ts',
  runsIn: 'server',
  title: { en: 'Hand the media on', es: 'Reenviar el flujo' },
  summary: {
    en: 'Ask Janus to forward a publisher’s RTP, and describe it to FFmpeg in an SDP.',
    es: 'Pide a Janus que reenvíe el RTP de un emisor y descríbeselo a FFmpeg en un SDP.',
  },
  goals: [
    {
      en: 'Tell apart what WebRTC adds (ICE, DTLS, SRTP) and what is left: RTP packets with payload type, sequence number and timestamp.',
      es: 'Distinguir lo que añade WebRTC (ICE, DTLS, SRTP) de lo que queda: paquetes RTP con tipo de carga, número de secuencia y marca de tiempo.',
    },
    {
      en: 'Read and write an SDP that says which codec arrives on which port.',
      es: 'Leer y escribir un SDP que dice qué códec llega a qué puerto.',
    },
    {
      en: 'Say why an open RTP forwarder is dangerous, and what locks it.',
      es: 'Explicar por qué un reenvío de RTP abierto es peligroso y qué lo cierra.',
    },
  ],
  minutes: 25,
  after: ['janus-config'],
  context: {
    en: 'Stage 03: from WebRTC to plain RTP. Janus sends FFmpeg a copy of the publisher’s packets, decrypted, to one UDP port for the sound and one for the picture. RTP packets do not say what they carry; an SDP, which FFmpeg reads first, does. Both functions take every number from the settings, so that request and SDP agree.',
    es: 'Etapa 03: de WebRTC a RTP simple. Janus envía a FFmpeg una copia de los paquetes del emisor, ya descifrados: el sonido a un puerto UDP y la imagen a otro. Los paquetes RTP no dicen qué llevan; lo dice un SDP, que FFmpeg lee primero. Las dos funciones toman todos los números de los ajustes (`settings`), así la solicitud y el SDP coinciden.',
  },
  steps: [
    {
      id: 'credentials',
      todo: {
        en: 'Give Janus the two secrets it asks for before it sends RTP anywhere: the room’s as `secret`, and the forwarding key as `admin_key`.',
        es: 'Dale a Janus los dos secretos que pide antes de enviar RTP a algún lugar: el de la sala como `secret` y la clave de reenvío como `admin_key`.',
      },
      see: ['https://janus.conf.meetecho.com/docs/videoroom'],
    },
    {
      id: 'streams',
      todo: {
        en: 'Name each audio and video stream of the publisher’s list by its `mid`, with the `port` it goes to and the payload type `pt` that its packets get. Leave data channels out.',
        es: 'Nombra cada flujo de audio y de video de la lista del emisor por su `mid`, con el puerto `port` al que va y el tipo de carga `pt` que llevarán sus paquetes. Deja fuera los canales de datos.',
      },
      see: [
        'https://janus.conf.meetecho.com/docs/videoroom',
        'https://www.rfc-editor.org/rfc/rfc3550#section-5.1',
        'https://www.rfc-editor.org/rfc/rfc8834',
      ],
    },
    {
      id: 'audio-section',
      todo: {
        en: 'Return the two lines for the sound: `m=` with port and payload type, `a=rtpmap:` that calls this payload type Opus, with its clock rate and channels.',
        es: 'Devuelve las dos líneas del sonido: `m=` con el puerto y el tipo de carga, y `a=rtpmap:`, que dice que ese tipo de carga es Opus, con su frecuencia de reloj y sus canales.',
      },
      see: [
        'https://www.rfc-editor.org/rfc/rfc8866#section-5.14',
        'https://www.rfc-editor.org/rfc/rfc7587#section-7',
      ],
    },
    {
      id: 'video-section',
      todo: {
        en: 'Return the three lines for the picture: `m=`, `a=rtpmap:` for H264 and its clock rate, and `a=fmtp:` with packetization-mode=1 and the profile-level-id. FFmpeg manages without the last; other receivers do not.',
        es: 'Devuelve las tres líneas de la imagen: `m=`, `a=rtpmap:` para H264 y su frecuencia de reloj, y `a=fmtp:` con packetization-mode=1 y el profile-level-id. FFmpeg se las arregla sin esta última; otros receptores no.',
      },
      see: [
        'https://www.rfc-editor.org/rfc/rfc8866#section-6.6',
        'https://www.rfc-editor.org/rfc/rfc6184#section-8.1',
      ],
    },
  ],
  hints: [
    {
      en: 'Everything you need is in the arguments: `settings.secrets`, `settings.ports`, `settings.audio`, `settings.video` and `publisher.streams`. labs/settings.ts says what each is for.',
      es: 'Todo lo que necesitas está en los argumentos: `settings.secrets`, `settings.ports`, `settings.audio`, `settings.video` y `publisher.streams`. labs/settings.ts dice para qué sirve cada uno.',
      helps: ['accepted/janus-refuses', 'secrets', 'arrives/wrong-port'],
    },
    {
      en: 'Go from the list to the request: `publisher.streams`, without those whose `type` is "data", each turned into `{ mid, port, pt }`. Do not count on their order, nor on the mids being 0 and 1.',
      es: 'Ve de la lista a la solicitud: `publisher.streams`, sin los que tienen `type: "data"`, cada uno convertido en `{ mid, port, pt }`. No cuentes con su orden ni con que los mid sean 0 y 1.',
      helps: ['arrives/no-streams', 'arrives/not-forwarded', 'arrives/wrong-payload-type', 'mids'],
    },
    {
      en: 'A media section looks like this, here for another codec: `m=audio 4000 RTP/AVP 0` and `a=rtpmap:0 PCMU/8000/1`. The number after RTP/AVP, after `rtpmap:` and after `fmtp:` is the payload type, the same one as `pt` in the request.',
      es: 'Una sección de medios se ve así, aquí con otro códec: `m=audio 4000 RTP/AVP 0` y `a=rtpmap:0 PCMU/8000/1`. El número que sigue a RTP/AVP, a `rtpmap:` y a `fmtp:` es el tipo de carga, el mismo que `pt` en la solicitud.',
      helps: ['sdp', 'readable'],
    },
    {
      en: 'Nearly all of it: `secret: secrets.room, admin_key: secrets.forward`; `{ mid, port: ports.rtpAudio, pt: audio.payloadType }` for audio and the same with video; `a=rtpmap:<audio.payloadType> opus/<audio.clockRateHz>/<audio.channels>`; `a=fmtp:<video.payloadType> packetization-mode=1;profile-level-id=<video.profileLevelId>`, each `<…>` being a placeholder of a template literal.',
      es: 'Casi todo: `secret: secrets.room, admin_key: secrets.forward`; `{ mid, port: ports.rtpAudio, pt: audio.payloadType }` para el audio y lo mismo con video; `a=rtpmap:<audio.payloadType> opus/<audio.clockRateHz>/<audio.channels>`; `a=fmtp:<video.payloadType> packetization-mode=1;profile-level-id=<video.profileLevelId>`, donde cada `<…>` se reemplaza en un template literal.',
    },
  ],
  checks: [
    {
      id: 'accepted',
      title: {
        en: 'Janus accepts your request, with the secrets of the settings.',
        es: 'Janus acepta tu solicitud, con los secretos de los ajustes.',
      },
      points: 1,
    },
    {
      id: 'secrets',
      title: {
        en: 'With a wrong secret Janus refuses it.',
        es: 'Con un secreto equivocado, Janus la rechaza.',
      },
      points: 1,
      needs: ['accepted'],
    },
    {
      id: 'arrives',
      title: {
        en: 'Sound and picture arrive, each on its UDP port and with its payload type.',
        es: 'El sonido y la imagen llegan, cada uno a su puerto UDP y con su tipo de carga.',
      },
      points: 3,
      needs: ['accepted'],
    },
    {
      id: 'mids',
      title: {
        en: 'Publishers with other mids, another order or a data channel are forwarded rightly.',
        es: 'Los emisores con otros mid, otro orden o un canal de datos se reenvían bien.',
      },
      points: 2,
      needs: ['arrives'],
    },
    {
      id: 'sdp',
      title: {
        en: 'FFmpeg accepts your SDP and listens on both ports.',
        es: 'FFmpeg acepta tu SDP y escucha en los dos puertos.',
      },
      points: 1,
    },
    {
      id: 'readable',
      title: {
        en: 'FFmpeg recognizes Opus and H.264 and the size of the picture.',
        es: 'FFmpeg reconoce Opus, H.264 y el tamaño de la imagen.',
      },
      points: 2,
      needs: ['sdp'],
    },
  ],
  starterFails: {
    accepted: 'janus-refuses',
    secrets: 'blocked',
    arrives: 'blocked',
    mids: 'blocked',
    sdp: 'sdp-refused',
    readable: 'blocked',
  },
};
