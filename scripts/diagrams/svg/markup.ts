/** Small pieces of SVG text. */
import type { Box, Point, Row } from '../drawing.ts';
import { letterSizes } from '../letter-sizes.ts';

/** A tenth of a pixel is as exact as anybody sees. */
export const round = (value: number): string => String(Math.round(value * 10) / 10);

export const escaped = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    // Two braces would begin an expression in a Vue template.
    .replaceAll('{{', '{&#8203;{');

export type Anchor = 'start' | 'middle';

export const heightOf = (rows: readonly Row[]): number =>
  rows.reduce((height, { kind }) => height + letterSizes[kind].lineHeight, 0);

/** A figure is not there yet: `1,420 kbit/s` needs about this much. */
const figureWidth = 92;

export const widthOf = (rows: readonly Row[]): number =>
  Math.max(0, ...rows.map(({ kind, width }) => (kind === 'figure' ? figureWidth : width)));

/** Lines below one another. @param top the middle of their upper border, or its left end. */
export function textRows(rows: readonly Row[], top: Point, anchor: Anchor): string {
  let y = top.y;
  return rows
    .map(({ kind, text }) => {
      const { lineHeight } = letterSizes[kind];
      // The base line: capitals then stand in the middle of their line.
      const base = y + lineHeight * 0.72;
      y += lineHeight;
      const side = anchor === 'start' ? ' text-anchor="start"' : '';
      return `<text class="${kind}" x="${round(top.x)}" y="${round(base)}"${side}>${escaped(text)}</text>`;
    })
    .join('');
}

export const rectangle = ({ x, y, width, height }: Box, radius: number): string =>
  `<rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" rx="${radius}"/>`;
