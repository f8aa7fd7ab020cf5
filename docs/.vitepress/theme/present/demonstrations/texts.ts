/** What the demonstrations say. */
import type { Text } from '../../../../../scripts/language/text.ts';

export const texts = {
  connecting: { en: 'Asking the workshop…', es: 'Preguntando al taller…' },
  nobodyOnAir: {
    en: 'Nobody is on air. It starts here as soon as someone publishes.',
    es: 'No hay nadie al aire. Esto empieza en cuanto alguien emita.',
  },
  onlyHere: {
    en: 'This works on the machine where the workshop runs.',
    es: 'Esto funciona en la máquina donde corre el taller.',
  },
  joining: { en: 'Joining the room…', es: 'Entrando a la sala…' },
  still: {
    en: 'No new picture arrives at the moment.',
    es: 'Por ahora no llega ninguna imagen nueva.',
  },
  pictureLabel: {
    en: 'The publisher’s picture, by WebRTC',
    es: 'La imagen del emisor, por WebRTC',
  },
  lastMinute: { en: 'last minute', es: 'último minuto' },

  offer: { en: 'Publisher’s offer', es: 'Oferta del emisor' },
  answer: { en: 'Janus’ answer', es: 'Respuesta de Janus' },
  // Beside a line of code: one line each.
  sdpPicture: (payloadType: string) => ({
    en: `picture, type ${payloadType}`,
    es: `imagen, tipo ${payloadType}`,
  }),
  sdpCodec: { en: 'codec of that type', es: 'códec de ese tipo' },
  sdpProfile: { en: 'profile and level', es: 'perfil y nivel' },
  sdpDirection: { en: 'who sends', es: 'quién envía' },
  sdpSetup: { en: 'who begins DTLS', es: 'quién inicia DTLS' },
  sdpFingerprint: { en: 'fingerprint (DTLS)', es: 'huella (DTLS)' },
  sdpCandidate: { en: 'where to send', es: 'adónde enviar' },
  sentLater: { en: '(sent later)', es: '(lo envía después)' },
  notSaid: { en: '(not in it)', es: '(no lo dice)' },
  foldedLines: (count: number) => ({ en: `… ${count} more lines`, es: `… ${count} líneas más` }),
  video: { en: 'Video', es: 'Video' },
  audio: { en: 'Audio', es: 'Audio' },
  packetsPerSecond: { en: 'packets/s', es: 'paquetes/s' },

  noPlaylist: {
    en: 'There is no playlist yet. It appears with the first segment.',
    es: 'Aún no hay lista. Aparece con el primer segmento.',
  },
  noAnswer: {
    en: 'nginx does not answer. This goes on by itself when it does.',
    es: 'nginx no responde. En cuanto responda, esto sigue por su cuenta.',
  },
  beingWritten: { en: 'being written', es: 'se escribe' },
  codecs: { en: 'Before → after', es: 'Antes → después' },
  untouched: { en: 'untouched', es: 'intacto' },

  whoAnswers: {
    en: 'Press “Ask twice”: who answers the second time?',
    es: 'Pulsa «Pedir dos veces»: ¿quién responde la segunda vez?',
  },
  askTwice: { en: 'Ask twice', es: 'Pedir dos veces' },
  asking: { en: 'Asking…', es: 'Pidiendo…' },
  first: { en: 'First time', es: 'Primera vez' },
  second: { en: 'Second time', es: 'Segunda vez' },
  requestsPerSecond: { en: 'requests/s reach nginx', es: 'solicitudes/s llegan a nginx' },
  servedBy: {
    origin: { en: 'nginx', es: 'nginx' },
    edge: { en: 'a cache on the way', es: 'caché en el camino' },
    browser: { en: 'this browser’s cache', es: 'caché del navegador' },
    unknown: { en: 'nobody can tell', es: 'no se sabe quién' },
    nobody: { en: 'an error', es: 'un error' },
  },
  because: {
    origin: { en: 'its Date is of now', es: 'su Date es de ahora' },
    edge: { en: 'it was written earlier', es: 'se escribió antes' },
    browser: {
      en: 'same Date: nginx was not asked',
      es: 'mismo Date: nginx ni se enteró',
    },
    unknown: { en: 'Date is not exposed (lab 05)', es: 'Date no está expuesto (lab 05)' },
    nobody: { en: 'the file is not there', es: 'el archivo no está' },
  },
  status: { en: 'Status', es: 'Estado' },
  time: { en: 'Time', es: 'Tiempo' },
  size: { en: 'Size', es: 'Tamaño' },
  noSegment: {
    en: 'There is no segment yet. It goes on with the first one.',
    es: 'Aún no hay segmentos. Esto sigue en cuanto haya uno.',
  },

  publisherSide: { en: 'WebRTC, from Janus', es: 'WebRTC, desde Janus' },
  viewerSide: { en: 'HLS, from nginx', es: 'HLS, desde nginx' },
  behind: { en: 'behind the clock', es: 'de retraso' },
  difference: { en: 'later by HLS', es: 'más tarde por HLS' },
  atOnce: { en: 'at once', es: 'al instante' },
  behindEdge: { en: 'behind the live edge', es: 'detrás del vivo' },
  noClock: {
    en: 'This picture carries no clock: the player’s own figure.',
    es: 'Esta imagen no trae reloj: es la cifra del reproductor.',
  },
  viewerLabel: { en: 'The viewer, by HLS', es: 'El espectador, por HLS' },
} as const satisfies Record<string, Text | Record<string, Text> | ((value: never) => Text)>;
