/** What the live diagram says of each hop, beside what its probe says. */
import type { Text } from '../../../../scripts/language/text.ts';
import type { HopId, HopState } from '../../../../scripts/stack/status.ts';

export interface HopWords {
  /** What it is, in a sentence or two. */
  is: Text;
  /** The page of the lab that builds it, below `labs/`. */
  lab: string;
}

export const hopWords: Readonly<Record<HopId, HopWords>> = {
  publisher: {
    is: {
      en: 'A browser sends picture and sound to Janus by WebRTC. Until you publish, a synthetic publisher sends a test picture.',
      es: 'Un navegador envía imagen y sonido a Janus por WebRTC. Mientras no emitas tú, un emisor sintético envía una imagen de prueba.',
    },
    lab: '01-publisher',
  },
  janus: {
    is: {
      en: 'Janus lets publishers into the room and decrypts what they send.',
      es: 'Janus deja entrar a la sala a quienes emiten y descifra lo que envían.',
    },
    lab: '02-janus-config',
  },
  forward: {
    is: {
      en: 'Janus passes the plain RTP packets on to two UDP ports, where FFmpeg listens.',
      es: 'Janus pasa los paquetes RTP, ya descifrados, a dos puertos UDP donde escucha FFmpeg.',
    },
    lab: '03-rtp-forward',
  },
  ffmpeg: {
    is: {
      en: 'FFmpeg copies the video, turns Opus into AAC, and cuts segments at keyframes.',
      es: 'FFmpeg copia el video, convierte Opus en AAC y corta segmentos en los cuadros clave.',
    },
    lab: '04-ffmpeg',
  },
  playlist: {
    is: {
      en: 'The public list of the newest segments, index.m3u8. It is written anew with every segment.',
      es: 'La lista pública de los últimos segmentos, index.m3u8. Se escribe de nuevo con cada segmento.',
    },
    lab: '04-ffmpeg',
  },
  nginx: {
    is: {
      en: 'nginx serves playlist and segments as files, with headers that tell caches how long to keep them.',
      es: 'nginx sirve la lista y los segmentos como archivos, con encabezados que dicen a las cachés cuánto guardarlos.',
    },
    lab: '05-nginx',
  },
  viewer: {
    is: {
      en: 'A page plays the stream with hls.js, some seconds behind what happens.',
      es: 'Una página reproduce la transmisión con hls.js, unos segundos por detrás de lo que pasa.',
    },
    lab: '06-viewer',
  },
};

export const stateWords: Readonly<Record<HopState, Text>> = {
  ok: { en: 'ok', es: 'bien' },
  waiting: { en: 'waiting', es: 'en espera' },
  broken: { en: 'broken', es: 'roto' },
};

export const words = {
  hops: { en: 'The seven hops', es: 'Los siete eslabones' },
  connecting: { en: 'Asking the workshop how it is…', es: 'Preguntando al taller cómo está…' },
  lost: {
    en: 'The workshop does not answer. Is npm start running? This page goes on asking.',
    es: 'El taller no responde. ¿Está corriendo npm start? Esta página sigue preguntando.',
  },
  offline: {
    en: 'On your own machine this diagram is alive: each hop shows its state and its figure. Start it with',
    es: 'En tu máquina este diagrama está vivo: cada eslabón muestra su estado y su cifra. Ponlo en marcha con',
  },
  weather: { en: 'Weather', es: 'Clima' },
  nextStep: { en: 'Next step', es: 'Qué hacer' },
  lab: { en: 'Its lab', es: 'Su laboratorio' },
  help: { en: 'When it breaks', es: 'Cuando falla' },
} as const satisfies Record<string, Text>;
