/** Turns what went wrong while publishing into a sentence that says what to do. */
import type { Text } from '../../language/text.ts';
import { failureText } from '../shared/failure.ts';

/** Stage 01 rejects with plain English errors; they are known by how they begin. */
export const stageProblems: readonly (readonly [start: string, text: Text])[] = [
  [
    'This browser cannot send H.264',
    {
      en: 'This browser cannot send H.264 video. Use Chrome, Chromium, Edge, Safari or a recent Firefox.',
      es: 'Este navegador no puede enviar video H.264. Usa Chrome, Chromium, Edge, Safari o un Firefox reciente.',
    },
  ],
  [
    'Janus cannot be reached: Lost connection',
    {
      en: 'Janus went away. It comes back by itself in a few seconds; then start again.',
      es: 'Janus se cayó. Vuelve solo en unos segundos; entonces empieza de nuevo.',
    },
  ],
  [
    'Janus cannot be reached',
    {
      en: 'Janus does not answer. Is npm start still running?',
      es: 'Janus no responde. ¿Sigue corriendo npm start?',
    },
  ],
  [
    'No offer could be made',
    {
      en: 'The browser could not prepare the connection. Reload the page, then start again.',
      es: 'El navegador no pudo preparar la conexión. Recarga la página y empieza de nuevo.',
    },
  ],
  [
    'Janus refused:',
    {
      en: 'Janus refused to let you in. Restart npm start, reload the page and start again.',
      es: 'Janus no te dejó entrar. Reinicia npm start, recarga la página y empieza de nuevo.',
    },
  ],
  [
    'Janus hung up',
    {
      en: 'Janus ended the connection. Start again.',
      es: 'Janus cerró la conexión. Empieza de nuevo.',
    },
  ],
  [
    'Janus refused the video',
    {
      en: 'Janus did not take the video: the room knows H.264 only.',
      es: 'Janus no aceptó el video: la sala solo admite H.264.',
    },
  ],
  [
    'The media connection to Janus broke',
    {
      en: 'The media no longer reaches Janus. Check the network, then start again.',
      es: 'El audio y el video ya no llegan a Janus. Revisa la red y empieza de nuevo.',
    },
  ],
  [
    'No media connection',
    {
      en: 'No way was found for the media. A firewall may close the UDP ports; npm run doctor will tell you.',
      es: 'No se encontró camino para el audio y el video. Quizá un cortafuegos cierra los puertos UDP; npm run doctor te lo dirá.',
    },
  ],
];

/** Names of getUserMedia's errors (Media Capture and Streams, section 10.2). */
const deviceProblems: Readonly<Record<string, Text>> = {
  NotAllowedError: {
    en: 'The browser may not use the camera or the microphone. Allow it beside the address, then start again.',
    es: 'El navegador no tiene permiso para usar la cámara o el micrófono. Permítelo junto a la barra de direcciones y empieza de nuevo.',
  },
  NotFoundError: {
    en: 'There is no camera, or no microphone. Choose “No microphone” if you only have a camera.',
    es: 'No hay cámara o no hay micrófono. Elige “Sin micrófono” si solo tienes cámara.',
  },
  NotReadableError: {
    en: 'Another program is using the camera or the microphone. Close it, then start again.',
    es: 'Otro programa está usando la cámara o el micrófono. Ciérralo y empieza de nuevo.',
  },
  OverconstrainedError: {
    en: 'That camera or microphone is gone. Choose another one.',
    es: 'Esa cámara o ese micrófono ya no está. Elige otro.',
  },
};

export const insecurePage: Text = {
  en: 'Browsers allow the camera only on https pages and on localhost. Open this page on the machine that runs the workshop.',
  es: 'Los navegadores solo permiten la cámara en páginas https y en localhost. Abre esta página en la máquina donde corre el taller.',
};

/**
 * @param isOwn the stage is the student's: what it says is shown as it is, since it need not be the
 *   machine's fault.
 */
export function problemText(error: unknown, isOwn = false): Text {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  const known = isOwn ? undefined : stageProblems.find(([start]) => message.startsWith(start))?.[1];
  return deviceProblems[name] ?? known ?? failureText(error);
}
