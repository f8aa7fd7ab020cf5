/** What the parts of a report are called. */
import type { Text } from '../../language/text.ts';
import type { BenchName, BudgetPart, Recipe, WatchingWay } from '../results.ts';
import type { WeatherCondition, WeatherIngest, WeatherPicture } from '../weather/weather-run.ts';

/** What can be shown by its name: each has a chart and a table. */
export const partNames = [
  'latency',
  'budget',
  'sync',
  'viewers',
  'edge',
  'transcode',
  'weather',
] as const;
export type PartName = (typeof partNames)[number];

/** Which bench measures it. */
export const benchOf: Readonly<Record<PartName, BenchName>> = {
  latency: 'latency',
  budget: 'latency',
  sync: 'sync',
  viewers: 'viewers',
  edge: 'edge',
  transcode: 'transcode',
  weather: 'weather',
};

export const partTitles: Readonly<Record<PartName, Text>> = {
  latency: { en: 'From camera to screen', es: 'De la cámara a la pantalla' },
  budget: { en: 'Where the seconds go', es: 'En qué se van los segundos' },
  sync: { en: 'Sound against picture', es: 'El sonido respecto de la imagen' },
  viewers: { en: 'What a viewer costs', es: 'Lo que cuesta un espectador' },
  edge: { en: 'What the origin has to do', es: 'El trabajo que le queda al origen' },
  transcode: { en: 'What transcoding costs', es: 'Lo que cuesta transcodificar' },
  weather: {
    en: 'Bad weather on the publisher’s side',
    es: 'Mal clima del lado del emisor',
  },
};

export const wayNames: Readonly<Record<WatchingWay, string>> = {
  webrtc: 'WebRTC',
  classic: 'HLS classic',
  balanced: 'HLS balanced',
  low: 'HLS low',
};

export const budgetNames: Readonly<Record<BudgetPart, Text>> = {
  encode: { en: 'encoding', es: 'codificar' },
  network: { en: 'network', es: 'red' },
  segment: { en: 'segment being written', es: 'segmento que se escribe' },
  poll: { en: 'playlist poll', es: 'consulta de la lista' },
  buffer: { en: 'player’s buffer', es: 'búfer del reproductor' },
  display: { en: 'decoding and screen', es: 'decodificar y pantalla' },
};

export const recipeNames: Readonly<Record<Recipe, Text>> = {
  copy: { en: 'copy picture, sound to AAC', es: 'copiar imagen, sonido a AAC' },
  encode: { en: 'encode picture anew', es: 'codificar la imagen de nuevo' },
  ladder: { en: 'ladder of three qualities', es: 'escalera de tres calidades' },
};

export const conditionNames: Readonly<Record<WeatherCondition, Text>> = {
  clear: { en: 'clear', es: 'despejado' },
  'loss-1': { en: '1 % loss', es: '1 % de pérdida' },
  'loss-5': { en: '5 % loss', es: '5 % de pérdida' },
  'loss-10': { en: '10 % loss', es: '10 % de pérdida' },
  'loss-5-far': { en: '5 %, 200 ms away', es: '5 %, a 200 ms' },
  capped: { en: '700 kbit/s', es: '700 kbit/s' },
  jitter: { en: '40 ms jitter', es: 'jitter de 40 ms' },
  blackout: { en: '1 s blackout', es: 'corte de 1 s' },
  skew: { en: 'clock off', es: 'reloj desviado' },
};

export const ingestNames: Readonly<Record<WeatherIngest, Text>> = {
  direct: { en: 'direct', es: 'directo' },
  relay: { en: 'relay', es: 'relé' },
};

export const pictureNames: Readonly<Record<WeatherPicture, Text>> = {
  copy: { en: 'Picture copied', es: 'Imagen copiada' },
  encode: { en: 'Encoded anew', es: 'Codificada de nuevo' },
};

/** Stands upon the table below a chart. */
export const inFigures: Text = { en: 'The same in figures', es: 'Lo mismo en cifras' };
