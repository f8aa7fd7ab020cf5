import type { CustomSeriesOption } from 'echarts/charts';
import type { BenchResult } from '../../results.ts';
import { wayNames } from '../names.ts';
import { seconds } from '../numbers.ts';
import { type Frame, fontFamily, letterUnits, type Plot, valueAxis, widthOf } from './frame.ts';
import { ink } from './ink.ts';

const rowUnits = { wide: 44, narrow: 42 } as const;
const boxUnits = 22;

/** A box from p5 to p95 for each way, its median in it; the fastest first. */
export function latencyPlot({ ways }: BenchResult<'latency'>, frame: Frame): Plot {
  const { form, language } = frame;
  const rows = ways.toSorted((a, b) => a.glassToGlassSeconds.p50 - b.glassToGlassSeconds.p50);
  const names = rows.map(({ way }) => wayNames[way]);
  const labels = rows.map(({ glassToGlassSeconds: { p50 } }) => seconds(p50, language));
  const widest = (texts: string[], weight: 'normal' | 'bold' = 'normal') =>
    Math.max(...texts.map((text) => widthOf(text, letterUnits, weight)));
  return {
    margins: { left: widest(names) + 10, right: widest(labels, 'bold') + 12, top: 8, bottom: 26 },
    height: rows.length * rowUnits[form],
    option: {
      xAxis: {
        ...valueAxis,
        ...{ type: 'value', min: 0, splitNumber: form === 'wide' ? 6 : 3 },
        axisLabel: { ...valueAxis.axisLabel, formatter: '{value} s' },
      },
      yAxis: {
        ...valueAxis,
        ...{ type: 'category', inverse: true, data: names, splitLine: { show: false } },
        axisLabel: { ...valueAxis.axisLabel, color: ink.text },
      },
      series: [
        {
          type: 'custom',
          silent: true,
          clip: false,
          data: rows.map(({ glassToGlassSeconds: { p5, p50, p95 } }, row) => [p5, row, p50, p95]),
          renderItem: drawBox(labels),
        } satisfies CustomSeriesOption,
      ],
    },
  };
}

const drawBox =
  (labels: readonly string[]): NonNullable<CustomSeriesOption['renderItem']> =>
  (params, api) => {
    const row = Number(api.value(1));
    const at = (dimension: number) => api.coord([api.value(dimension), row]);
    const [[left = 0, y = 0], [middle = 0], [right = 0]] = [at(0), at(2), at(3)];
    const top = y - boxUnits / 2;
    const colour = row === 0 ? ink.bad : ink.accent;
    return {
      type: 'group',
      children: [
        {
          type: 'rect',
          shape: { x: left, y: top, width: Math.max(2, right - left), height: boxUnits, r: 3 },
          style: { fill: colour, opacity: 0.3 },
        },
        {
          type: 'rect',
          shape: { x: middle - 1.5, y: top - 3, width: 3, height: boxUnits + 6, r: 1 },
          style: { fill: colour },
        },
        {
          type: 'text',
          style: {
            ...{ text: labels[params.dataIndex] ?? '', x: right + 10, y, verticalAlign: 'middle' },
            ...{ fill: ink.text, fontFamily, fontSize: letterUnits, fontWeight: 'bold' },
          },
        },
      ],
    };
  };
