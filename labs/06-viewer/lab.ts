import type { LabDescription } from '../lab.ts';

export const viewer: LabDescription = {
  number: 6,
  slug: 'viewer',
  stage: 'viewer',
  file: 'viewer.ts',
  runsIn: 'browser',
  title: { en: 'Play it, whatever happens', es: 'Reproducirlo, pase lo que pase' },
  summary: {
    en: 'Play the live playlist with hls.js near the live edge, and go on after every error.',
    es: 'Reproduce la lista en vivo con hls.js cerca del borde en vivo y sigue después de cada error.',
  },
  goals: [
    {
      en: 'Say what the live edge is, and what it costs to play nearer to it.',
      es: 'Decir qué es el borde en vivo y qué cuesta reproducir más cerca de él.',
    },
    {
      en: 'Tell the errors that hls.js mends by itself from those that end playback, and mend those, too.',
      es: 'Distinguir los errores que hls.js arregla solo de los que terminan la reproducción, y arreglar también esos.',
    },
    {
      en: 'Give back an element, its media and its requests.',
      es: 'Liberar un elemento, sus medios y sus solicitudes.',
    },
  ],
  minutes: 35,
  after: ['nginx'],
  context: {
    en: 'Stage 06: play the live playlist, and go on playing whatever happens on the other side. hls.js fetches playlist and segments and feeds them to the video element (Media Source Extensions). What it needs beside that is given in labs/playback.ts: waiting before a new try, watching the picture, and Safari.',
    es: 'Etapa 06: reproducir la lista en vivo y seguir reproduciendo pase lo que pase del otro lado. hls.js trae la lista y los segmentos y alimenta con ellos el elemento de video (Media Source Extensions). Lo demás que hace falta está en labs/playback.ts: esperar antes de otro intento, vigilar la imagen, y Safari.',
  },
  steps: [
    {
      id: 'config',
      todo: {
        en: 'Play `options.liveSyncSegments` segments behind the live edge (3 when it is not given). Fall back to there when two more behind, catch up at most 10 % faster, and keep 30 s of what was played.',
        es: 'Reproduce `options.liveSyncSegments` segmentos detrás del borde en vivo (3 si no se indica). Vuelve ahí cuando vayas dos más atrás, recupera a lo sumo un 10 % más rápido y conserva 30 s de lo ya visto.',
      },
      see: [
        'https://github.com/video-dev/hls.js/blob/master/docs/API.md#livesyncdurationcount',
        'https://www.rfc-editor.org/rfc/rfc8216#section-6.3.3',
      ],
    },
    {
      id: 'source',
      todo: {
        en: 'Give hls.js the playlist and the video element. When the media is attached, call `playhead.resume()`.',
        es: 'Dale a hls.js la lista y el elemento de video. Cuando el medio esté conectado, llama a `playhead.resume()`.',
      },
      see: [
        'https://github.com/video-dev/hls.js/blob/master/docs/API.md#first-step-setup-and-support',
      ],
    },
    {
      id: 'errors',
      todo: {
        en: 'Only a fatal error needs you. Hand a network error and its details to `retries.network` with the remedy for it, any other to `retries.media`.',
        es: 'Solo un error fatal te necesita. Entrega un error de red y sus detalles a `retries.network` con su remedio, y cualquier otro a `retries.media`.',
      },
      see: ['https://github.com/video-dev/hls.js/blob/master/docs/API.md#fatal-error-recovery'],
    },
    {
      id: 'network',
      todo: {
        en: 'Load on. Where the first playlist never came, hls.js knows no levels, and the source has to be loaded anew.',
        es: 'Sigue cargando. Si la primera lista nunca llegó, hls.js no conoce ningún nivel y hay que cargar la fuente de nuevo.',
      },
      see: [
        'https://github.com/video-dev/hls.js/blob/master/docs/API.md#hlsstartloadstartposition-1-skipseektostartposition-false',
      ],
    },
    {
      id: 'media',
      todo: {
        en: 'Recover gently the first time. When that did not last (`again`), destroy this hls.js and start a new one.',
        es: 'La primera vez, recupera con suavidad. Si eso no duró (`again`), destruye este hls.js y empieza con uno nuevo.',
      },
      see: ['https://github.com/video-dev/hls.js/blob/master/docs/API.md#hlsrecovermediaerror'],
    },
    {
      id: 'stop',
      todo: {
        en: 'Give everything back: the try that is still to come, the watch on the picture, and hls.js with its requests and its element.',
        es: 'Libéralo todo: el intento que está por venir, la vigilancia de la imagen, y hls.js con sus solicitudes y su elemento.',
      },
      see: ['https://github.com/video-dev/hls.js/blob/master/docs/API.md#hlsdestroy'],
    },
    {
      id: 'latency',
      todo: {
        en: 'Seconds behind the live edge; null while hls.js does not know (it says 0 then).',
        es: 'Segundos detrás del borde en vivo; null mientras hls.js no lo sepa (entonces dice 0).',
      },
      see: ['https://github.com/video-dev/hls.js/blob/master/docs/API.md#hlslatency'],
    },
  ],
  hints: [
    {
      en: 'Begin with step 2: two methods, `loadSource` and `attachMedia`, and one event, `Events.MEDIA_ATTACHED`. Then a picture moves, and the other messages tell you what it does not survive yet.',
      es: 'Empieza por el paso 2: dos métodos, `loadSource` y `attachMedia`, y un evento, `Events.MEDIA_ATTACHED`. Así la imagen se mueve, y los demás mensajes te dicen qué no aguanta todavía.',
      helps: ['plays'],
    },
    {
      en: 'Step 1 is four options: `liveSyncDurationCount`, `liveMaxLatencyDurationCount` (it must be the larger of the two), `maxLiveSyncPlaybackRate` and `backBufferLength`. Counts are in segments, the last is in seconds.',
      es: 'El paso 1 son cuatro opciones: `liveSyncDurationCount`, `liveMaxLatencyDurationCount` (debe ser la mayor de las dos), `maxLiveSyncPlaybackRate` y `backBufferLength`. Las cuentas van en segmentos; la última, en segundos.',
      helps: ['distance'],
    },
    {
      en: 'Step 3: `if (!fatal) return;`, then compare `type` with `ErrorTypes.NETWORK_ERROR`. The remedies are steps 4 and 5: `remedies.network` and `remedies.media`, handed over and not called.',
      es: 'Paso 3: `if (!fatal) return;`, y luego compara `type` con `ErrorTypes.NETWORK_ERROR`. Los remedios son los pasos 4 y 5: `remedies.network` y `remedies.media`, entregados y no llamados.',
      helps: ['no-stream-yet', 'gap', 'damage'],
    },
    {
      en: 'Step 4: `hls.levels.length === 0` says that the first playlist never came: `hls.loadSource(playlistUrl)`. Otherwise `hls.startLoad()`. Step 5: `hls.recoverMediaError()`, or `hls.destroy(); start();`.',
      es: 'Paso 4: `hls.levels.length === 0` dice que la primera lista nunca llegó: `hls.loadSource(playlistUrl)`. Si no, `hls.startLoad()`. Paso 5: `hls.recoverMediaError()`, o `hls.destroy(); start();`.',
      helps: ['restart'],
    },
    {
      en: 'Step 6: `retries.cancel()`, `playhead.stop()`, `hls.destroy()`.',
      es: 'Paso 6: `retries.cancel()`, `playhead.stop()`, `hls.destroy()`.',
      helps: ['stops'],
    },
    {
      en: 'Step 7: `hls.latency`, and `null` when it is 0.',
      es: 'Paso 7: `hls.latency`, y `null` cuando sea 0.',
      helps: ['latency'],
    },
  ],
  checks: [
    {
      id: 'plays',
      title: { en: 'The picture moves.', es: 'La imagen se mueve.' },
      points: 3,
      limitSeconds: 30,
    },
    {
      id: 'distance',
      title: {
        en: 'It plays as far behind the live edge as it is told.',
        es: 'Reproduce tan atrás del borde en vivo como se le dice.',
      },
      points: 2,
      needs: ['plays'],
    },
    {
      id: 'no-stream-yet',
      title: {
        en: 'It waits for a stream that is not there yet.',
        es: 'Espera una transmisión que todavía no existe.',
      },
      points: 2,
      needs: ['plays'],
    },
    {
      id: 'restart',
      title: {
        en: 'It goes on after the origin was restarted.',
        es: 'Sigue después de que el origen se reinicia.',
      },
      points: 2,
      needs: ['plays'],
    },
    {
      id: 'gap',
      title: {
        en: 'It plays past a segment that is missing.',
        es: 'Sigue de largo cuando falta un segmento.',
      },
      points: 1,
      needs: ['plays'],
    },
    {
      id: 'damage',
      title: {
        en: 'It goes on after media that cannot be decoded.',
        es: 'Sigue después de medios que no se pueden decodificar.',
      },
      points: 2,
      needs: ['plays'],
    },
    {
      id: 'stops',
      title: {
        en: 'Stop gives everything back, also between two tries.',
        es: 'Detener lo libera todo, también entre dos intentos.',
      },
      points: 2,
      needs: ['plays'],
    },
    {
      id: 'latency',
      title: {
        en: 'It reports how far behind the live edge the picture is.',
        es: 'Informa cuánto va la imagen detrás del borde en vivo.',
      },
      points: 2,
      needs: ['plays'],
    },
  ],
  starterFails: {
    plays: 'nothing-asked-for',
    distance: 'blocked',
    'no-stream-yet': 'blocked',
    restart: 'blocked',
    gap: 'blocked',
    damage: 'blocked',
    stops: 'blocked',
    latency: 'blocked',
  },
};
