import type { LabDescription } from '../lab.ts';

export const publisher: LabDescription = {
  number: 1,
  slug: 'publisher',
  stage: 'publisher',
  file: 'publisher.ts',
  runsIn: 'browser',
  title: { en: 'Send a camera to Janus', es: 'Enviar una cámara a Janus' },
  summary: {
    en: 'Publish a camera and a microphone from the browser into a Janus room, as H.264 and Opus.',
    es: 'Publica una cámara y un micrófono desde el navegador en una sala de Janus, como H.264 y Opus.',
  },
  goals: [
    {
      en: 'Say what an offer and an answer are, and who sends which.',
      es: 'Decir qué son una oferta y una respuesta, y quién envía cada una.',
    },
    {
      en: 'Choose the codecs that a browser sends, and say why the rest of this pipeline wants H.264.',
      es: 'Elegir los códecs que envía un navegador y decir por qué el resto de este sistema quiere H.264.',
    },
    {
      en: 'Give back everything a publication holds, also when it fails.',
      es: 'Liberar todo lo que ocupa una emisión, también cuando falla.',
    },
  ],
  minutes: 35,
  after: [],
  context: {
    en: 'Stage 01: publish a camera and a microphone into the VideoRoom. Signalling (who sends what, and where to) goes to Janus over a WebSocket; media takes its own way, over UDP. Read `publish` from top to bottom: it tells the story in order, and your functions below are its missing pieces.',
    es: 'Etapa 01: publicar una cámara y un micrófono en la VideoRoom. La señalización (quién envía qué y adónde) va a Janus por un WebSocket; el audio y el video van por su cuenta, por UDP. Lee `publish` de arriba abajo: cuenta la historia en orden, y tus funciones de más abajo son las piezas que le faltan.',
  },
  steps: [
    {
      id: 'tracks',
      todo: {
        en: 'One entry per track of the stream: its type (`track.kind`, of which TypeScript only knows that it is a string), the track itself as `capture`, send only (`recv: false`), and `dontStop: true`, because the camera is the caller’s.',
        es: 'Una entrada por cada pista del stream: su tipo (`track.kind`, del que TypeScript solo sabe que es un string), la pista misma como `capture`, solo enviar (`recv: false`) y `dontStop: true`, porque la cámara es de quien llamó.',
      },
      see: [
        'https://janus.conf.meetecho.com/docs/JS',
        'https://developer.mozilla.org/en-US/docs/Web/API/MediaStream/getTracks',
      ],
    },
    {
      id: 'codecs',
      todo: {
        en: 'Return H.264 with packetization-mode=1, constrained baseline (42e0…) first, and keep RTX behind it. Throw “This browser cannot send H.264.” when there is none.',
        es: 'Devuelve H.264 con packetization-mode=1, primero constrained baseline (42e0…), y conserva RTX detrás. Lanza «This browser cannot send H.264.» cuando no haya ninguno.',
      },
      see: [
        'https://www.rfc-editor.org/rfc/rfc6184#section-8.1',
        'https://www.rfc-editor.org/rfc/rfc4588',
        'https://developer.mozilla.org/en-US/docs/Web/API/RTCRtpTransceiver/setCodecPreferences',
      ],
    },
    {
      id: 'join',
      todo: {
        en: 'The request that joins the room as a publisher and takes the offer at once: room, PIN and the name that others see are in `connection`.',
        es: 'La solicitud que entra en la sala como emisor y toma la oferta de una vez: la sala, el PIN y el nombre que ven los demás están en `connection`.',
      },
      see: ['https://janus.conf.meetecho.com/docs/videoroom'],
    },
    {
      id: 'answer',
      todo: {
        en: 'Janus says two things here: an error, which ends it all (`close`), or its answer, which the browser must be given (`handle.handleRemoteJsep`).',
        es: 'Aquí Janus dice una de dos cosas: un error, que lo termina todo (`close`), o su respuesta, que hay que darle al navegador (`handle.handleRemoteJsep`).',
      },
      see: [
        'https://janus.conf.meetecho.com/docs/JS',
        'https://www.rfc-editor.org/rfc/rfc9429#section-3.2',
      ],
    },
    {
      id: 'encoder',
      todo: {
        en: 'Set two things in `parameters`: how the encoder saves when bandwidth is short (the picture keeps its size), and the largest bitrate of every encoding.',
        es: 'Pon dos cosas en `parameters`: cómo ahorra el codificador cuando falta ancho de banda (la imagen conserva su tamaño) y la tasa de bits máxima de cada codificación.',
      },
      see: [
        'https://www.w3.org/TR/webrtc/#rtcrtpsendparameters',
        'https://www.w3.org/TR/mst-content-hint/#degradation-preference-when-encoding',
      ],
    },
    {
      id: 'leave',
      todo: {
        en: 'End the session with Janus, its handles and their peer connections with it; call `resolve` when that is done or failed.',
        es: 'Termina la sesión con Janus y, con ella, sus handles y sus conexiones WebRTC; llama a `resolve` cuando eso se logre o falle.',
      },
      see: ['https://janus.conf.meetecho.com/docs/JS'],
    },
  ],
  hints: [
    {
      en: 'Do the steps in order and save after each: the message tells how far your publisher comes. “Missing mandatory lines” is an offer without tracks, step 1; “nobody came into the room” is step 3; “no media connection came up” is step 4; what step 2 did shows only after that. In the starter, `console.log` shows what Janus says.',
      es: 'Haz los pasos en orden y guarda después de cada uno: el mensaje dice hasta dónde llega tu emisor. «Missing mandatory lines» es una oferta sin pistas, paso 1; «nadie entró a la sala» es el paso 3; «no hubo conexión de medios» es el paso 4; lo que hizo el paso 2 se ve solo después. En el punto de partida, `console.log` muestra lo que dice Janus.',
      helps: ['publishes/rejected', 'publishes/never-joins', 'publishes/answer-not-taken'],
    },
    {
      en: "Step 1: `stream.getTracks().map((track) => ({ type: …, capture: track, recv: false, dontStop: true }))`. As the type, TypeScript takes `track.kind as 'audio' | 'video'`.",
      es: "Paso 1: `stream.getTracks().map((track) => ({ type: …, capture: track, recv: false, dontStop: true }))`. Como tipo, TypeScript acepta `track.kind as 'audio' | 'video'`.",
      helps: ['codecs/no-audio', 'media', 'stops/camera-switched-off'],
    },
    {
      en: 'Step 2: `codecs.filter(({ mimeType, sdpFmtpLine }) => …)` finds the H.264 that you want, a second `filter` finds `video/rtx`, and the answer is one array made of both. For the order, `sort` by whether `profile-level-id=42e0` stands in the `sdpFmtpLine`.',
      es: 'Paso 2: `codecs.filter(({ mimeType, sdpFmtpLine }) => …)` encuentra el H.264 que quieres, otro `filter` encuentra `video/rtx`, y la respuesta es un arreglo con ambos. Para el orden, usa `sort` según si en el `sdpFmtpLine` está `profile-level-id=42e0`.',
      helps: ['codecs'],
    },
    {
      en: 'Step 3: the offer travels with your request, so it is `joinandconfigure`, with `ptype: "publisher"`, `room`, `pin` and `display`. Step 4: `if (event.error) close(…)`, and otherwise, `if (jsep)`, `handle.handleRemoteJsep({ jsep, error: (error) => close(String(error)) })`.',
      es: 'Paso 3: la oferta viaja con tu solicitud, así que es `joinandconfigure`, con `ptype: "publisher"`, `room`, `pin` y `display`. Paso 4: `if (event.error) close(…)` y, si no, `if (jsep)`, `handle.handleRemoteJsep({ jsep, error: (error) => close(String(error)) })`.',
      helps: [
        'publishes/joins-without-offer',
        'publishes/not-under-its-name',
        'refused/never-rejects',
        'refused/resolves-when-refused',
      ],
    },
    {
      en: "Step 5: `parameters.degradationPreference = 'maintain-resolution'`, and `maxBitrate` in each of `parameters.encodings`.",
      es: "Paso 5: `parameters.degradationPreference = 'maintain-resolution'`, y `maxBitrate` en cada elemento de `parameters.encodings`.",
      helps: ['encoder'],
    },
    {
      en: 'Step 6: `janus.destroy({ cleanupHandles: true, success: resolve, error: () => resolve() })`, in place of the `resolve()` that stands there.',
      es: 'Paso 6: `janus.destroy({ cleanupHandles: true, success: resolve, error: () => resolve() })`, en lugar del `resolve()` que está ahí.',
      helps: ['stops', 'refused/connection-left-open'],
    },
  ],
  checks: [
    {
      id: 'publishes',
      title: {
        en: 'Your publisher is in the room, under its name, and its media connection is up.',
        es: 'Tu emisor está en la sala, con su nombre, y su conexión de medios está lista.',
      },
      points: 3,
      limitSeconds: 30,
    },
    {
      id: 'codecs',
      title: {
        en: 'The offer prefers H.264 constrained baseline, with RTX, and Opus.',
        es: 'La oferta prefiere H.264 constrained baseline, con RTX, y Opus.',
      },
      points: 2,
      needs: ['publishes'],
    },
    {
      id: 'encoder',
      title: {
        en: 'The encoder keeps to its bitrate and to the size of the picture.',
        es: 'El codificador respeta su tasa de bits y el tamaño de la imagen.',
      },
      points: 2,
      needs: ['publishes'],
    },
    {
      id: 'media',
      title: {
        en: 'Janus receives packets of video and audio.',
        es: 'Janus recibe paquetes de video y de audio.',
      },
      points: 2,
      needs: ['publishes'],
    },
    {
      id: 'stops',
      title: {
        en: 'Stop leaves the room, closes everything, and leaves the camera on.',
        es: 'Detener sale de la sala, cierra todo y deja la cámara encendida.',
      },
      points: 2,
      needs: ['publishes'],
    },
    {
      id: 'refused',
      title: {
        en: 'With a wrong PIN, the caller is told the reason, and nothing stays open.',
        es: 'Con un PIN equivocado, quien llamó recibe el motivo y nada queda abierto.',
      },
      points: 2,
      needs: ['publishes'],
    },
    {
      id: 'unreachable',
      title: {
        en: 'When Janus does not answer, the caller is told the reason, and nothing stays open.',
        es: 'Si Janus no responde, quien llamó recibe el motivo y nada queda abierto.',
      },
      points: 1,
    },
  ],
  starterFails: {
    publishes: 'rejected',
    media: 'blocked',
    codecs: 'blocked',
    encoder: 'blocked',
    stops: 'blocked',
    refused: 'blocked',
  },
};
