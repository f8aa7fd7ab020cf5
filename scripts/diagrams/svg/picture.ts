/** The whole of an SVG file around its shapes. */
import type { Box, Drawing, Point } from '../drawing.ts';
import { escaped, round } from './markup.ts';

export interface Picture {
  markup: string;
  /** Everything that must be inside. */
  boxes: Box[];
}

/** A light that tells a hop's state by its shape too, not by colour alone. Hidden until there is one. */
export const stateMark = ({ x, y }: Point, scale = 1): string =>
  `<g class="mark" transform="translate(${round(x)} ${round(y)}) scale(${scale})"><circle r="8"/><path class="ok" d="m-3.5 0 2.5 2.5 4.5-5"/><path class="waiting" d="M-3.5 0h.1M0 0h.1M3.5 0h.1"/><path class="broken" d="m-3-3 6 6m0-6-6 6"/></g>`;

const margin = 10;

export interface SvgOptions {
  /** Unique on a page. */
  id: string;
  language: string;
  style: string;
}

export function svgFile(
  { title, description }: Drawing,
  { markup, boxes }: Picture,
  { id, language, style }: SvgOptions,
): { svg: string; width: number } {
  const left = Math.min(...boxes.map(({ x }) => x)) - margin;
  const top = Math.min(...boxes.map(({ y }) => y)) - margin;
  const width = Math.ceil(Math.max(...boxes.map((box) => box.x + box.width)) + margin - left);
  const height = Math.ceil(Math.max(...boxes.map((box) => box.y + box.height)) + margin - top);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" class="diagram-art" lang="${language}" viewBox="${round(left)} ${round(top)} ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="${id}-title ${id}-description">
<title id="${id}-title">${escaped(title)}</title>
<desc id="${id}-description">${escaped(description)}</desc>
<style>${style}</style>
${markup}
</svg>
`;
  return { svg, width };
}
