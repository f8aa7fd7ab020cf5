/** Every word of the publisher page. */
import type { Text } from '../../language/text.ts';

export const texts = {
  title: { en: 'Publisher', es: 'Emisor' },
  ownTitle: { en: 'Your publisher', es: 'Tu emisor' },
  home: { en: 'Workshop', es: 'Taller' },
  viewerLink: { en: 'Viewer', es: 'Espectador' },
  noPreview: {
    en: 'Your picture appears here. Nothing is sent before you start.',
    es: 'Aquí verás tu imagen. No se envía nada hasta que empieces.',
  },
  camera: { en: 'Camera', es: 'Cámara' },
  microphone: { en: 'Microphone', es: 'Micrófono' },
  pin: { en: 'PIN of the room', es: 'PIN de la sala' },
  start: { en: 'Start publishing', es: 'Empezar a emitir' },
  stop: { en: 'Stop', es: 'Detener' },
  codec: { en: 'Codecs sent', es: 'Códecs enviados' },
  picture: { en: 'Picture', es: 'Imagen' },
  bitrate: { en: 'Bitrate', es: 'Tasa de bits' },
  frameRate: { en: 'Frame rate', es: 'Cuadros por segundo' },
  roundTrip: { en: 'Round trip', es: 'Ida y vuelta' },
  lost: { en: 'Packets lost', es: 'Paquetes perdidos' },
} as const satisfies Record<string, Text>;

/** What the state line says. */
export const stateTexts = {
  idle: { en: 'Ready when you are.', es: 'Todo listo para cuando quieras.' },
  opening: { en: 'Opening camera and microphone…', es: 'Abriendo cámara y micrófono…' },
  connecting: { en: 'Connecting to Janus…', es: 'Conectando con Janus…' },
  publishing: {
    en: 'You are live. Viewers see you some seconds later.',
    es: 'Estás en vivo. Te verán unos segundos después.',
  },
  weather: {
    en: 'The weather has changed: going on air again, through it…',
    es: 'Cambió el clima: volviendo al aire, a través de él…',
  },
  stopped: { en: 'Stopped. Nothing is being sent.', es: 'Detenido. Ya no se envía nada.' },
  cameraEnded: {
    en: 'The camera or microphone was unplugged, so publishing stopped.',
    es: 'Se desconectó la cámara o el micrófono y la emisión se detuvo.',
  },
} as const satisfies Record<string, Text>;

export const deviceTexts = {
  defaultCamera: { en: 'Default camera', es: 'Cámara predeterminada' },
  defaultMicrophone: { en: 'Default microphone', es: 'Micrófono predeterminado' },
  silence: { en: 'No microphone (silence)', es: 'Sin micrófono (silencio)' },
  unnamed: { en: 'Device without a name', es: 'Dispositivo sin nombre' },
} as const satisfies Record<string, Text>;
