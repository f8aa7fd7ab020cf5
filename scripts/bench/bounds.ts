/** What the shipped defaults must keep to: one table of limits, and what each is called. */
import type { Text } from '../language/text.ts';
import type { Bound } from './results.ts';

interface Limit {
  what: Text;
  /** As it is written after the number: empty for a count, `%` for a share, of which 1 is all. */
  unit: string;
  least?: number;
  most?: number;
}

export const limits = {
  'latency-webrtc': {
    what: { en: 'WebRTC viewer: latency', es: 'espectador WebRTC: latencia' },
    unit: 's',
    most: 0.3,
  },
  'latency-classic': {
    what: { en: '`classic`: latency', es: '`classic`: latencia' },
    unit: 's',
    least: 10,
    most: 16,
  },
  'latency-balanced': {
    what: { en: '`balanced`: latency', es: '`balanced`: latencia' },
    unit: 's',
    most: 8,
  },
  'latency-low': { what: { en: '`low`: latency', es: '`low`: latencia' }, unit: 's', most: 2.5 },
  stalls: {
    what: { en: 'stalls of all HLS viewers', es: 'cortes de todos los espectadores HLS' },
    unit: '',
    most: 0,
  },
  'sync-bias': {
    what: { en: 'sound against picture', es: 'sonido respecto de la imagen' },
    unit: 'ms',
    least: -40,
    most: 40,
  },
  'sync-drift': {
    what: { en: 'drift of sound against picture', es: 'deriva del sonido respecto de la imagen' },
    unit: 'ms/min',
    least: -5,
    most: 5,
  },
  'viewers-ratio': {
    what: {
      en: 'a WebRTC viewer’s CPU over an HLS viewer’s',
      es: 'CPU de un espectador WebRTC frente a la de uno HLS',
    },
    unit: '×',
    least: 50,
  },
  'edge-answered': {
    what: {
      en: 'requests answered by the edge, at 1000 viewers',
      es: 'solicitudes que responde el borde, con 1000 espectadores',
    },
    unit: '%',
    least: 0.999,
  },
  'edge-origin-growth': {
    what: {
      en: 'origin requests, from the fewest viewers to the most',
      es: 'solicitudes al origen, de los menos a los más espectadores',
    },
    unit: '×',
    most: 1.25,
  },
  'edge-held': {
    what: {
      en: 'requests that waited 400 ms or more',
      es: 'solicitudes que esperaron 400 ms o más',
    },
    unit: '',
    most: 0,
  },
  errors: {
    what: { en: 'failed requests', es: 'solicitudes fallidas' },
    unit: '',
    most: 0,
  },
  'weather-deaths': {
    what: { en: 'weather: viewers that died', es: 'clima: espectadores que murieron' },
    unit: '',
    most: 0,
  },
  'weather-damaged': {
    what: {
      en: 'weather: segments with decode errors',
      es: 'clima: segmentos con errores al decodificar',
    },
    unit: '',
    most: 0,
  },
  'weather-frozen-1': {
    what: { en: '1 % loss: frozen time', es: '1 % de pérdida: tiempo congelado' },
    unit: '%',
    most: 0.02,
  },
  'weather-frozen-5': {
    what: { en: '5 % loss, copied: frozen time', es: '5 % de pérdida, copiando: tiempo congelado' },
    unit: '%',
    most: 0.1,
  },
  'weather-frozen-5-encode': {
    what: {
      en: '5 % loss, encoded anew: frozen time',
      es: '5 % de pérdida, codificando de nuevo: tiempo congelado',
    },
    unit: '%',
    most: 0,
  },
  'weather-offset': {
    what: {
      en: 'weather: sound against picture, either way',
      es: 'clima: sonido respecto de la imagen, en cualquier sentido',
    },
    unit: 'ms',
    most: 40,
  },
  'weather-drift': {
    what: {
      en: 'weather: drift of sound against picture, either way',
      es: 'clima: deriva del sonido respecto de la imagen, en cualquier sentido',
    },
    unit: 'ms/min',
    most: 5,
  },
  'weather-segment': {
    what: {
      en: 'weather: longest segment over the profile’s',
      es: 'clima: el segmento más largo frente al del perfil',
    },
    unit: '×',
    most: 2,
  },
  'weather-rules': {
    what: { en: 'weather: HLS rules broken', es: 'clima: reglas de HLS incumplidas' },
    unit: '',
    most: 0,
  },
  'weather-relay-cores': {
    what: { en: 'the relay, of a core', es: 'el relé, de un núcleo' },
    unit: '%',
    most: 0.05,
  },
  'weather-relay-delay': {
    what: {
      en: 'delay that the relay adds when nothing is lost',
      es: 'retraso que agrega el relé cuando nada se pierde',
    },
    unit: 'ms',
    most: 50,
  },
} as const satisfies Record<string, Limit>;

export type BoundId = keyof typeof limits;

/** Holds a figure against its limit. */
export function bound(id: BoundId, measured: number): Bound {
  const { least, most }: Limit = limits[id];
  const holds = measured >= (least ?? -Infinity) && measured <= (most ?? Infinity);
  return { id, measured, least: least ?? null, most: most ?? null, holds };
}
