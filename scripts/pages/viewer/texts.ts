/** Every word of the viewer page. */
import type { PlayerEvent } from '../../../labs/stages.ts';
import type { Text } from '../../language/text.ts';
import type { TroubleCause } from './trouble.ts';

export const texts = {
  title: { en: 'Viewer', es: 'Espectador' },
  ownTitle: { en: 'Your viewer', es: 'Tu espectador' },
  home: { en: 'Workshop', es: 'Taller' },
  publisherLink: { en: 'Publisher', es: 'Emisor' },
  play: { en: 'Play', es: 'Reproducir' },
  stop: { en: 'Stop', es: 'Detener' },
  soundOn: { en: 'Turn sound on', es: 'Activar sonido' },
  soundOff: { en: 'Turn sound off', es: 'Silenciar' },
  latency: { en: 'Behind live edge', es: 'Retraso respecto al vivo' },
  glassToGlass: { en: 'Glass to glass', es: 'De cámara a pantalla' },
  buffer: { en: 'Buffer', es: 'Búfer' },
  picture: { en: 'Picture', es: 'Imagen' },
  bitrate: { en: 'Bitrate', es: 'Tasa de bits' },
  stalls: { en: 'Stalls', es: 'Cortes' },
} as const satisfies Record<string, Text>;

export const stateTexts = {
  starting: { en: 'Waiting for the first picture…', es: 'Esperando la primera imagen…' },
  playing: { en: 'Playing live.', es: 'Reproduciendo en vivo.' },
  paused: { en: 'Paused. Press Play to go on.', es: 'En pausa. Pulsa Reproducir para seguir.' },
  stalled: {
    en: 'No new video for the moment. Playback goes on by itself.',
    es: 'Por ahora no llega más video. Seguirá por su cuenta en cuanto llegue.',
  },
  noStreamYet: {
    en: 'There is no stream yet. It starts here as soon as someone publishes.',
    es: 'Aún no hay transmisión. Empieza aquí en cuanto alguien emita.',
  },
  networkLost: {
    en: 'The stream cannot be reached; trying again. Playback goes on by itself.',
    es: 'No se puede llegar a la transmisión. Se está reintentando. La imagen seguirá por su cuenta en cuanto vuelva.',
  },
  mediaDamaged: {
    en: 'The video arrived damaged. The decoder is restarting.',
    es: 'El video llegó dañado. El decodificador se está reiniciando.',
  },
  stopped: { en: 'Stopped.', es: 'Detenido.' },
} as const satisfies Record<string, Text>;

export function recoveringText(
  { cause }: Extract<PlayerEvent, { type: 'recovering' }>,
  hasPlayed: boolean,
): Text {
  if (cause === 'media') return stateTexts.mediaDamaged;
  return hasPlayed ? stateTexts.networkLost : stateTexts.noStreamYet;
}

const happened: Readonly<Record<TroubleCause, Text>> = {
  stalled: { en: 'no new video came', es: 'no llegó video nuevo' },
  network: { en: 'the stream was out of reach', es: 'no se pudo llegar a la transmisión' },
  media: { en: 'the video arrived damaged', es: 'el video llegó dañado' },
};

/** Less than this nobody misses. */
const leastSkippedSeconds = 1;

/** Said once the picture moves again: what happened, for how long, and what of it was skipped. */
export function resumedText(
  cause: TroubleCause,
  lastedSeconds: number,
  skippedSeconds: number,
): Text {
  const lasted = Math.max(1, Math.round(lastedSeconds));
  const { en, es } = happened[cause];
  const again = {
    en: `Playing live again: for ${lasted} s ${en}.`,
    es: `Otra vez en vivo: durante ${lasted} s ${es}.`,
  };
  if (skippedSeconds < leastSkippedSeconds) return again;
  const skipped = Math.round(skippedSeconds);
  return {
    en: `${again.en} About ${skipped} s were skipped.`,
    es: `${again.es} Se saltaron unos ${skipped} s.`,
  };
}
