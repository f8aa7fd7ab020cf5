/** Figures as a reader of the page's language writes them, with their units. */
import { numberLocales } from '../../language/text.ts';
import { pageLanguage } from './language.ts';

const number = (fractionDigits: number) =>
  new Intl.NumberFormat(numberLocales[pageLanguage], {
    minimumFractionDigits: fractionDigits,
    maximumFractionDigits: fractionDigits,
  });
const whole = number(0);
const oneDecimal = number(1);

/** Keeps a number and its unit on one line. */
const space = '\u00a0';

export const seconds = (value: number): string => `${oneDecimal.format(value)}${space}s`;
export const milliseconds = (value: number): string => `${whole.format(value)}${space}ms`;
export const count = (value: number): string => whole.format(value);
export const framesPerSecond = (value: number): string => `${whole.format(value)}${space}fps`;
export const pixels = (width: number, height: number): string =>
  `${width}${space}×${space}${height}`;
export const bitrate = (bitsPerSecond: number): string =>
  bitsPerSecond < 999_500
    ? `${whole.format(bitsPerSecond / 1000)}${space}kbit/s`
    : `${oneDecimal.format(bitsPerSecond / 1_000_000)}${space}Mbit/s`;
