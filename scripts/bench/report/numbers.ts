/** Measured values as people read them: rounded to what they are worth, with their unit. */
import { type Language, numberLocales } from '../../language/text.ts';
import type { Distribution } from '../results.ts';

export type Format = (value: number, language: Language) => string;

/** With a minus that is as wide as a plus; nothing is ever "−0". */
const written = (value: number, language: Language, options: Intl.NumberFormatOptions): string =>
  value
    .toLocaleString(numberLocales[language], { useGrouping: 'min2', ...options })
    .replace(/^-(?=0(\.0+)?$)/, '')
    .replace('-', '−');

const decimals = (count: number): Intl.NumberFormatOptions => ({
  minimumFractionDigits: count,
  maximumFractionDigits: count,
});

const significant = (count: number): Intl.NumberFormatOptions => ({
  minimumSignificantDigits: count,
  maximumSignificantDigits: count,
});

/** `0.5`, `10`: no more digits behind the point than given, and none for nothing. */
export const upToDecimals = (value: number, count: number, language: Language): string =>
  written(value, language, { maximumFractionDigits: count });

/** 1000 viewers. */
export const wholeNumber: Format = (value, language) => written(value, language, decimals(0));

/** `1000`, but `10K`, `100 mil`: for an axis without room. */
export const compactNumber: Format = (value, language) =>
  value < 10_000 ? wholeNumber(value, language) : written(value, language, { notation: 'compact' });

/** Of two or three digits: `97`, `5.6`, `0.013`; from a thousand on rounded to hundreds: `17,800`. */
export const roundNumber: Format = (value, language) => {
  if (value === 0) return '0';
  if (Math.abs(value) >= 100) return written(Number(value.toPrecision(3)), language, decimals(0));
  return written(value, language, significant(2));
};

/** `13.0 s`, `2.46 s`, `0.064 s` */
export const seconds: Format = (value, language) => {
  const size = Math.abs(value);
  return `${written(value, language, decimals(size >= 10 ? 1 : size >= 0.1 ? 2 : 3))} s`;
};

/** For a sentence: `13.0 s`, `2.5 s`, but `64 ms`. */
export const spokenSeconds: Format = (value, language) =>
  Math.abs(value) < 0.95
    ? milliseconds(1_000 * value, language)
    : `${written(value, language, decimals(1))} s`;

/** `12 ms`, `4.3 ms`, `0.4 ms` */
export const milliseconds: Format = (value, language) =>
  `${written(value, language, decimals(Math.abs(value) < 9.95 ? 1 : 0))} ms`;

/** With its sign: `+7 ms`, `−12 ms`. */
export const offsetMilliseconds: Format = (value, language) => {
  const text = written(Math.abs(value), language, decimals(0));
  const sign = text === '0' ? '' : value > 0 ? '+' : '−';
  return `${sign}${text} ms`;
};

/** `+0.3 ms/min` */
export const drift: Format = (value, language) => {
  const text = written(Math.abs(value), language, decimals(1));
  const sign = Number(text) === 0 ? '' : value > 0 ? '+' : '−';
  return `${sign}${text} ms/min`;
};

/** Of one core, of which 1 is all: `5.9 %`, `111 %`. */
export const percent: Format = (value, language) => {
  const share = 100 * value;
  return `${written(share, language, share >= 9.95 || share === 0 ? decimals(0) : significant(2))} %`;
};

/** The same on an axis, where `1 %` is exact: `0.1 %`. */
export const axisPercent: Format = (value, language) =>
  `${written(100 * value, language, { maximumSignificantDigits: 2 })} %`;

/** A share near the whole: what is missing from 100 % is the point of it. `99.91 %` */
export const sharePercent: Format = (value, language) =>
  // Down, never up: 99.996 % is not all. But 0.0029, ten thousand times, is 28.99…96.
  `${written(Math.floor(value * 1e4 + 1e-9) / 100, language, decimals(value === 1 ? 0 : 2))} %`;

/** `14 MB`: 1 MB is 10^6 bytes. */
export const bytes: Format = (value, language) => {
  if (value >= 1e9) return `${written(value / 1e9, language, decimals(value >= 1e10 ? 0 : 1))} GB`;
  if (value >= 1e6) return `${written(value / 1e6, language, decimals(value >= 1e7 ? 0 : 1))} MB`;
  return `${written(value / 1e3, language, decimals(value >= 1e4 ? 0 : 1))} kB`;
};

/** From bytes per second: `1.4 Mbit/s`, `4.9 Gbit/s`. */
export const bitrate: Format = (bytesPerSecond, language) => {
  const bits = 8 * bytesPerSecond;
  if (bits >= 1e9) return `${written(bits / 1e9, language, decimals(1))} Gbit/s`;
  return `${written(bits / 1e6, language, decimals(bits >= 1e7 ? 0 : 1))} Mbit/s`;
};

/** Per second, as a bare number: `2973`, `1.0`. */
export const rate: Format = (value, language) =>
  written(value, language, decimals(value < 9.95 ? 1 : 0));

/** `2973/s`, `1.0/s` */
export const perSecond: Format = (value, language) => `${rate(value, language)}/s`;

/** `97 ×` */
export const times: Format = (value, language) => `${roundNumber(value, language)} ×`;

/**
 * From p5 to p95, to stand beside the median, which has the unit: `12.1 to 14.0`. Null where what is
 * written would be one value.
 */
export function spread(
  { count, p5, p50, p95 }: Distribution,
  format: Format,
  language: Language,
): string | null {
  const [least, most] = [format(p5, language), format(p95, language)];
  if (count < 2 || least === most) return null;
  const whole = range(least, most, language);
  const unit = unitOf(format(p50, language));
  return unitOf(least) === unit && unitOf(most) === unit ? whole.replace(unit, '') : whole;
}

/** `43 to 87 ms`: the unit is said once, when it is that of both. */
export function range(least: string, most: string, language: Language): string {
  const unit = unitOf(most);
  const first = unit !== '' && least.endsWith(unit) ? least.slice(0, -unit.length) : least;
  return `${first} ${{ en: 'to', es: 'a' }[language]} ${most}`;
}

const unitOf = (text: string): string => / \S+$|\/s$/.exec(text)?.[0] ?? '';

/** `3`, `0.7`: of seconds, in minutes. */
export const shortMinutes: Format = (value, language) =>
  written(value / 60, language, { maximumSignificantDigits: 2 });

/** `26 November 2026`, in UTC. */
export const day = (iso: string, language: Language): string =>
  new Date(iso).toLocaleDateString(language === 'en' ? 'en-GB' : numberLocales.es, {
    ...{ day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' },
  });
