/** What the table to a million says, and its numbers as people read them. */
import { roundNumber, wholeNumber } from '../../../../scripts/bench/report/numbers.ts';
import { type Language, numberLocales, type Text } from '../../../../scripts/language/text.ts';
import type { MillionResult } from './to-a-million.ts';

export const texts = {
  assumptions: { en: 'Assumptions', es: 'Suposiciones' },
  assumptionsNote: {
    en: 'The prices are round and nobody’s offer. Put in yours.',
    es: 'Los precios son redondos y no son la oferta de nadie. Pon los tuyos.',
  },
  measured: { en: 'Measured', es: 'Medido' },
  measuredNote: { en: 'Reference run:', es: 'Corrida de referencia:' },
  withoutScript: {
    en: 'Without JavaScript the boxes cannot be changed: this is the example.',
    es: 'Sin JavaScript las casillas no se pueden cambiar: esto es el ejemplo.',
  },
  reset: { en: 'Back to the first values', es: 'Volver a los valores iniciales' },
  caption: {
    en: 'Your event both ways, calculated from the boxes above',
    es: 'Tu evento de las dos maneras, calculado con las casillas de arriba',
  },
  hls: { en: 'HLS by a CDN', es: 'HLS por una CDN' },
  webrtc: { en: 'WebRTC by own servers', es: 'WebRTC con servidores propios' },
  toViewers: { en: 'To the viewers', es: 'Hacia los espectadores' },
  traffic: { en: 'Traffic', es: 'Tráfico' },
  inAll: { en: 'In all', es: 'En total' },
  requests: { en: 'Requests', es: 'Solicitudes' },
  hitRatio: { en: 'From a cache (hit ratio)', es: 'De una caché (tasa de aciertos)' },
  ownServers: {
    en: 'At your own servers (HLS: the origin)',
    es: 'En tus servidores (HLS: el origen)',
  },
  cores: { en: 'Full cores', es: 'Núcleos llenos' },
  cdnCores: (count: string): Text => ({
    en: `and ${count} of the CDN, in its price`,
    es: `y ${count} de la CDN, en su precio`,
  }),
  money: { en: 'Cost in USD', es: 'Costo en USD' },
  cdnTraffic: { en: 'CDN: traffic', es: 'CDN: tráfico' },
  cdnRequests: { en: 'CDN: requests', es: 'CDN: solicitudes' },
  ownTraffic: { en: 'Own servers: traffic', es: 'Servidores propios: tráfico' },
  ownCores: { en: 'Own servers: cores', es: 'Servidores propios: núcleos' },
  total: { en: 'Total', es: 'Total' },
} as const;

const scaled = (value: number, units: readonly string[], language: Language): string => {
  const step = Math.floor(Math.log10(Math.max(value, 1)) / 3 + 1e-9);
  const index = Math.min(step, units.length - 1);
  return `${roundNumber(value / 1_000 ** index, language)} ${units[index]}`;
};

/** `280 Mbit/s`, `1.4 Tbit/s` */
export const bitrate = (bitsPerSecond: number, language: Language): string =>
  scaled(bitsPerSecond / 1e6, ['Mbit/s', 'Gbit/s', 'Tbit/s', 'Pbit/s'], language);

/** `630 TB`: 1 TB is 10^12 bytes. */
export const volume = (bytes: number, language: Language): string =>
  scaled(bytes / 1e6, ['MB', 'GB', 'TB', 'PB', 'EB'], language);

/** Of cores: `1`, `57`, `5460`. */
export const count = (value: number, language: Language): string =>
  (value < 100 ? wholeNumber : roundNumber)(value, language);

/** `300/s`; a dash where nobody asks. */
export const requests = (perSecond: number, language: Language): string =>
  perSecond === 0 ? '–' : `${roundNumber(perSecond, language)}/s`;

/** With as many digits as tell it from all, rounded down: `99.98 %`, `99.9998 %`. */
export function hitRatio(ratio: number, language: Language): string {
  const missingPercent = 100 * (1 - ratio);
  const isPlain = ratio === 0 || ratio === 1;
  const digits = isPlain ? 0 : Math.min(8, Math.max(1, Math.ceil(-Math.log10(missingPercent))));
  // What is less than a last digit is no loss: 1 − 0.0002 is not quite 0.9998 to a machine.
  const percent = Math.floor(100 * ratio * 10 ** digits + 1e-4) / 10 ** digits;
  const written = percent.toLocaleString(numberLocales[language], {
    maximumFractionDigits: digits,
  });
  return `${written} %`;
}

/** `16,200`, `6.30`; a dash where there is nothing to pay for. */
export function money(usd: number, language: Language): string {
  if (usd === 0) return '–';
  if (usd >= 100) return roundNumber(usd, language);
  if (usd < 0.01) return '< 0.01';
  const cents = { minimumFractionDigits: 2, maximumFractionDigits: 2 };
  return usd.toLocaleString(numberLocales[language], cents);
}

/** No line ends between a number and its unit. */
const unbroken = (figure: string): string => figure.replaceAll(' ', '\u00a0');

/** What the table says, in words. */
export function finding({ hls, webrtc, evenUsdPerGigabyte }: MillionResult): Text {
  const needs = (language: Language, { ownCores, ownBitsPerSecond }: typeof hls) => {
    const core = {
      en: ownCores === 1 ? 'core' : 'cores',
      es: ownCores === 1 ? 'núcleo' : 'núcleos',
    };
    const and = { en: 'and', es: 'y' }[language];
    const cores = `${count(ownCores, language)} ${core[language]}`;
    return `${unbroken(cores)} ${and} ${unbroken(bitrate(ownBitsPerSecond, language))}`;
  };
  const usd = (value: number, language: Language) =>
    unbroken(`${value === 0 ? '0' : money(value, language)} USD`);
  const even = (language: Language, before: string, after: string) =>
    evenUsdPerGigabyte === null
      ? ''
      : `${before} ${unbroken(`${roundNumber(evenUsdPerGigabyte, language)} USD`)}${after}`;
  return {
    en:
      `HLS needs ${needs('en', hls)} of your own; WebRTC ${needs('en', webrtc)}. ` +
      `At these prices HLS costs ${usd(hls.totalUsd, 'en')} and WebRTC ${usd(webrtc.totalUsd, 'en')}` +
      `${even('en', '; both would cost the same at', ' for a GB of your own traffic')}.`,
    es:
      `HLS necesita de tus servidores ${needs('es', hls)}; WebRTC, ${needs('es', webrtc)}. ` +
      `Con estos precios, HLS cuesta ${usd(hls.totalUsd, 'es')} y WebRTC, ${usd(webrtc.totalUsd, 'es')}` +
      `${even('es', '; costarían lo mismo a', ' por GB de tráfico propio')}.`,
  };
}
