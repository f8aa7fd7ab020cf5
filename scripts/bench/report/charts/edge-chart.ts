import type { LineSeriesOption } from 'echarts/charts';
import type { BenchResult } from '../../results.ts';
import { perSecond, wholeNumber } from '../numbers.ts';
import { type Frame, type Plot, plainLabel, valueAxis } from './frame.ts';
import { ink } from './ink.ts';

/** Requests per second at edge and origin over viewers, both logarithmic. */
export function edgePlot({ loads }: BenchResult<'edge'>, { form, language }: Frame): Plot {
  const line = (
    name: string,
    color: string,
    rates: readonly number[],
    side: 'top' | 'bottom',
  ): LineSeriesOption => ({
    ...{ type: 'line', silent: true, clip: false, symbol: 'circle', symbolSize: 8 },
    ...{ itemStyle: { color }, lineStyle: { color, width: 3 } },
    data: rates.map((value, index) => {
      const isLast = index === rates.length - 1;
      const text = perSecond(value, language);
      return {
        value: [loads[index]?.viewers ?? 0, value],
        label: {
          ...{ ...plainLabel, show: isLast || index === 0, fontWeight: 'bold', color },
          ...{ position: side, distance: index === 0 ? 14 : 10 },
          formatter: isLast ? `${name} ${text}` : text,
          ...(index === 0 ? { align: 'left' } : {}),
          ...(isLast ? { align: 'right' } : {}),
        },
      };
    }),
  });
  const words = {
    edge: { en: 'edge', es: 'borde' }[language],
    origin: { en: 'origin', es: 'origen' }[language],
  };
  const edge = loads.map(({ edgeRequestsPerSecond }) => edgeRequestsPerSecond.p50);
  const origin = loads.map(({ originRequestsPerSecond }) => originRequestsPerSecond.p50);
  const axis = {
    ...valueAxis,
    type: 'log',
    axisLabel: {
      ...valueAxis.axisLabel,
      formatter: (value: number) => wholeNumber(value, language),
    },
  };
  const most = Math.max(...edge);
  const viewers = loads.map((load) => load.viewers);
  return {
    margins: { left: 72, right: 24, top: 16, bottom: 48 },
    height: form === 'wide' ? 240 : 220,
    option: {
      xAxis: {
        ...axis,
        ...{ min: Math.min(...viewers), max: Math.max(...viewers), splitLine: { show: false } },
        ...{ name: { en: 'viewers', es: 'espectadores' }[language], nameLocation: 'middle' },
        nameGap: 30,
      },
      yAxis: {
        ...axis,
        ...{ min: 0.1, max: 10 ** Math.ceil(Math.log10(most)) },
        axisLabel: {
          ...axis.axisLabel,
          formatter: (value: number) => (value < 1 ? '' : `${wholeNumber(value, language)}/s`),
        },
      },
      series: [
        line(words.edge, ink.accent, edge, 'top'),
        line(words.origin, ink.good, origin, 'bottom'),
      ],
    },
  };
}
