/** The boxes of the table: what may stand in each, and what stands in it at first. */
import { type Language, numberLocales, type Text } from '../../../../scripts/language/text.ts';
import type { EventInputs } from './to-a-million.ts';

export type InputName = keyof EventInputs;

/** What the reference run knows of it. */
export type MeasuredInputs = Pick<
  EventInputs,
  'megabitsPerSecond' | 'hlsViewersPerCore' | 'webrtcViewersPerCore'
>;

export interface InputField {
  name: InputName;
  label: Text;
  unit: Text;
  least: number;
  most: number;
  isWhole?: true;
}

const same = (text: string): Text => ({ en: text, es: text });

export const assumedFields: readonly InputField[] = [
  {
    name: 'viewers',
    label: { en: 'Viewers at one time', es: 'Espectadores a la vez' },
    unit: { en: 'people', es: 'personas' },
    ...{ least: 1, most: 1e10, isWhole: true },
  },
  {
    name: 'hours',
    label: { en: 'Duration', es: 'Duración' },
    unit: same('h'),
    ...{ least: 0.1, most: 10_000 },
  },
  {
    name: 'segmentSeconds',
    label: { en: 'Length of a segment', es: 'Duración de un segmento' },
    unit: same('s'),
    ...{ least: 0.5, most: 30 },
  },
  {
    name: 'edges',
    label: { en: 'Edges that ask the origin', es: 'Bordes que le preguntan al origen' },
    unit: { en: 'edges', es: 'bordes' },
    ...{ least: 1, most: 1e6, isWhole: true },
  },
  {
    name: 'cdnUsdPerGigabyte',
    label: { en: 'CDN: traffic', es: 'CDN: tráfico' },
    unit: same('USD/GB'),
    ...{ least: 0, most: 10 },
  },
  {
    name: 'cdnUsdPer10000Requests',
    label: { en: 'CDN: 10,000 requests', es: 'CDN: 10,000 solicitudes' },
    unit: same('USD'),
    ...{ least: 0, most: 10 },
  },
  {
    name: 'ownUsdPerGigabyte',
    label: { en: 'Own servers: traffic', es: 'Servidores propios: tráfico' },
    unit: same('USD/GB'),
    ...{ least: 0, most: 10 },
  },
  {
    name: 'usdPerCoreHour',
    label: { en: 'Own servers: a core', es: 'Servidores propios: un núcleo' },
    unit: same('USD/h'),
    ...{ least: 0, most: 100 },
  },
];

export const measuredFields: readonly InputField[] = [
  {
    name: 'megabitsPerSecond',
    label: { en: 'The stream', es: 'La señal' },
    unit: same('Mbit/s'),
    ...{ least: 0.01, most: 1_000 },
  },
  {
    name: 'hlsViewersPerCore',
    label: { en: 'HLS, per core', es: 'HLS, por núcleo' },
    unit: { en: 'viewers', es: 'espectadores' },
    ...{ least: 1, most: 1e8 },
  },
  {
    name: 'webrtcViewersPerCore',
    label: { en: 'WebRTC, per core', es: 'WebRTC, por núcleo' },
    unit: { en: 'viewers', es: 'espectadores' },
    ...{ least: 1, most: 1e8 },
  },
];

/** Prices are round, and nobody's offer. 200 edges are 99.98 % of a million. */
export const assumptions: Omit<EventInputs, keyof MeasuredInputs> = {
  viewers: 1_000_000,
  hours: 1,
  // Of the profile "balanced".
  segmentSeconds: 2,
  edges: 200,
  cdnUsdPerGigabyte: 0.02,
  cdnUsdPer10000Requests: 0.01,
  usdPerCoreHour: 0.04,
  ownUsdPerGigabyte: 0.05,
};

/** `1,000,000`, `0.02`: as it stands in a box. */
export const writtenNumber = (value: number, language: Language): string =>
  value.toLocaleString(numberLocales[language], { useGrouping: 'min2', maximumFractionDigits: 6 });

/**
 * A number as people write it: `1000000`, `1,000,000`, `1 000 000`, `0.02`, and with the comma of
 * some keyboards `0,02`.
 * @returns undefined where it is none, or none that the field takes.
 */
export function readNumber(text: string, { least, most, isWhole }: InputField): number | undefined {
  const tight = text.replace(/\s/g, '');
  const isGrouped = /^[1-9]\d{0,2}(,\d{3})+(\.\d+)?$/.test(tight);
  const plain = isGrouped ? tight.replaceAll(',', '') : tight.replace(/^(\d*),(\d+)$/, '$1.$2');
  if (!/^(\d+\.?\d*|\.\d+)$/.test(plain)) return undefined;
  const value = Number(plain);
  if (value < least || value > most || (isWhole && !Number.isInteger(value))) return undefined;
  return value;
}

/** Calm: what the box takes, and that nothing is lost. */
export function whatItTakes({ least, most, isWhole }: InputField): Text {
  const [kindEnglish, kindSpanish] = isWhole
    ? ['A whole number', 'Un número entero']
    : ['A number', 'Un número'];
  const range = (language: Language) =>
    [least, most].map((value) => writtenNumber(value, language));
  const [english, spanish] = [range('en'), range('es')];
  return {
    en: `${kindEnglish} from ${english[0]} to ${english[1]}. The table keeps the last one.`,
    es: `${kindSpanish} de ${spanish[0]} a ${spanish[1]}. La tabla sigue con el anterior.`,
  };
}
