import type { LineSeriesOption } from 'echarts/charts';
import { median } from 'simple-statistics';
import type { BenchResult } from '../../results.ts';
import { offsetMilliseconds } from '../numbers.ts';
import { type Frame, letterUnits, type Plot, plainLabel, valueAxis } from './frame.ts';
import { ink } from './ink.ts';

/** One flash and its beep are read to the frame: a line through single ones would show only that. */
const secondsPerPoint = 6;
/** What the bounds allow, either way. */
const allowedMilliseconds = 40;

/** A line for each start: offset over time, within what the bounds allow. */
export function syncPlot({ starts }: BenchResult<'sync'>, { form, language }: Frame): Plot {
  const lines = starts.map(({ offsets }) => smoothed(offsets));
  const farthest = Math.max(...lines.flat().map(([, offset]) => Math.abs(offset)));
  const reach = Math.max(allowedMilliseconds + 10, Math.ceil((1.1 * farthest) / 10) * 10);
  const label = (value: number) => offsetMilliseconds(value, language);
  return {
    margins: { left: 62, right: form === 'wide' ? 86 : 72, top: 12, bottom: 46 },
    height: 220,
    option: {
      xAxis: {
        ...valueAxis,
        ...{ type: 'value', min: 0, max: 'dataMax', splitLine: { show: false } },
        ...{ name: { en: 'minutes', es: 'minutos' }[language], nameLocation: 'middle' },
        ...{ nameGap: 28, interval: 1 },
      },
      yAxis: {
        ...valueAxis,
        ...{ type: 'value', min: -reach, max: reach, interval: allowedMilliseconds / 2 },
        axisLabel: {
          ...valueAxis.axisLabel,
          customValues: [-allowedMilliseconds, 0, allowedMilliseconds],
          formatter: label,
        },
        splitLine: { show: false },
      },
      series: [
        {
          type: 'line',
          silent: true,
          data: [],
          markArea: {
            silent: true,
            itemStyle: { color: ink.good, opacity: 0.1 },
            data: [[{ yAxis: -allowedMilliseconds }, { yAxis: allowedMilliseconds }]],
          },
          markLine: {
            ...{ silent: true, symbol: 'none', label: { show: false } },
            lineStyle: { color: ink.line, type: 'solid' },
            data: [{ yAxis: 0 }],
          },
        },
        ...lines.map(
          (data, index): LineSeriesOption => ({
            ...{ type: 'line', silent: true, showSymbol: false, clip: false, data },
            lineStyle: { color: ink.accent, width: 2 },
            itemStyle: { color: ink.accent },
            labelLayout: { moveOverlap: 'shiftY' },
            endLabel: {
              ...plainLabel,
              ...{ fontSize: letterUnits, fontWeight: 'bold', distance: 6 },
              formatter: label(starts[index]?.biasMilliseconds ?? 0),
            },
          }),
        ),
      ],
    },
  };
}

/** Medians of some seconds each, at minutes. */
function smoothed(offsets: readonly (readonly [number, number])[]): [number, number][] {
  const groups = new Map<number, number[]>();
  for (const [second, offset] of offsets) {
    const group = Math.floor(second / secondsPerPoint);
    groups.set(group, [...(groups.get(group) ?? []), offset]);
  }
  return [...groups]
    .toSorted(([a], [b]) => a - b)
    .map(([group, values]) => [((group + 0.5) * secondsPerPoint) / 60, median(values)]);
}
