import { styleText } from 'node:util';

type Format = Parameters<typeof styleText>[0];

/** Colours for people only: none in a file or a pipe, none when NO_COLOR asks for none. */
export const paint = (format: Format, text: string): string =>
  process.stdout.isTTY && !process.env.NO_COLOR ? styleText(format, text) : text;
