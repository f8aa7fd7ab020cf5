/** Draws a chart with ECharts as SVG, without a browser: the same input gives the same bytes. */
import { BarChart, CustomChart, LineChart } from 'echarts/charts';
import {
  GridComponent,
  LegendComponent,
  MarkAreaComponent,
  MarkLineComponent,
  TitleComponent,
} from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import type { Language } from '../../../language/text.ts';
import type { Layout } from './frame.ts';
import { withHouseColours } from './ink.ts';

use([
  ...[BarChart, CustomChart, LineChart, GridComponent, LegendComponent, MarkAreaComponent],
  ...[MarkLineComponent, TitleComponent, SVGRenderer],
]);

export const artClass = 'bench-chart-art';

export interface Picture {
  /** Unlike that of every other picture on a page. */
  id: string;
  language: Language;
  width: number;
  title: string;
  description: string;
}

/** @returns the SVG on one line, without a style of its own. */
export function drawChart(
  { height, option }: Layout,
  { id, language, width, title, description }: Picture,
): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height });
  try {
    chart.setOption(option);
    const drawn = chart.renderToSVGString();
    const shapes = withHouseColours(plainShapes(drawn, id));
    return [
      `<svg xmlns="http://www.w3.org/2000/svg" class="${artClass}" lang="${language}" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="${id}-title ${id}-description">`,
      `<title id="${id}-title">${escaped(title)}</title>`,
      `<desc id="${id}-description">${escaped(description)}</desc>`,
      shapes,
      '</svg>',
    ].join('');
  } finally {
    chart.dispose();
  }
}

/** Without what ECharts adds for a mouse, and with ids that no other picture on a page has. */
function plainShapes(svg: string, id: string): string {
  const ids = new Map<string, string>();
  return svg
    .replace(/^<svg[^>]*>|<\/svg>$/g, '')
    .replace(/<style[^>]*>[\s\S]*?<\/style>/g, '')
    .replace(/<rect [^>]*fill="none"><\/rect>/, '')
    .replace(/<path [^>]*fill-opacity="0"[^>]*><\/path>/g, '')
    .replace(/<path d=""[^>]*><\/path>/g, '')
    .replaceAll(' fill="#000"', '')
    .replace(/ (?:class|pointer-events|ecmeta_\w+|xml:space)="[^"]*"/g, '')
    .replace(/\bzr\d+-[a-z]\d+\b/g, (name) => {
      if (!ids.has(name)) ids.set(name, `${id}-${ids.size}`);
      return ids.get(name) ?? name;
    })
    .replaceAll('<defs >', '<defs>')
    .replace(/\n+/g, '');
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
