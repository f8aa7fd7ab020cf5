import type { LineSeriesOption } from 'echarts/charts';
import type { BenchResult, ViewerLoad } from '../../results.ts';
import { axisPercent, compactNumber, roundNumber, wholeNumber } from '../numbers.ts';
import { serverNames } from '../tables/viewers-table.ts';
import { type Frame, type Plot, plainLabel, valueAxis } from './frame.ts';
import { ink } from './ink.ts';

type Cost = BenchResult<'viewers'>['hls'];
type Server = 'hls' | 'webrtc';

const colours = { hls: ink.accent, webrtc: ink.bad } as const;
const shortNames = { hls: 'HLS', webrtc: 'WebRTC' } as const;

/** Processor over viewers, both logarithmic; dashed, on to where a core is full. */
export function viewersPlot({ hls, https, webrtc }: BenchResult<'viewers'>, frame: Frame): Plot {
  const { form, language } = frame;
  const loads = [...hls.loads, ...webrtc.loads];
  const fewest = Math.min(...loads.map(({ viewers }) => viewers));
  const most = Math.max(hls.viewersPerCore, ...loads.map(({ viewers }) => viewers));
  const least = Math.min(...loads.map(({ serverCores }) => serverCores.p50));
  return {
    margins: {
      left: form === 'wide' ? 64 : 58,
      right: form === 'wide' ? 24 : 20,
      top: 16,
      bottom: 48,
    },
    height: form === 'wide' ? 280 : 260,
    option: {
      xAxis: {
        ...valueAxis,
        ...{ type: 'log', min: powerBelow(fewest), max: powerAbove(most) },
        ...{ name: { en: 'viewers', es: 'espectadores' }[language], nameLocation: 'middle' },
        ...{ nameGap: 30, splitLine: { show: false } },
        axisLabel: {
          ...valueAxis.axisLabel,
          formatter: (value: number) =>
            form === 'wide' ? wholeNumber(value, language) : compactNumber(value, language),
        },
      },
      yAxis: {
        ...valueAxis,
        ...{ type: 'log', min: powerBelow(least), max: 3 },
        splitLine: { ...valueAxis.splitLine, showMaxLine: false },
        axisLabel: {
          ...valueAxis.axisLabel,
          formatter: (value: number) => (value > 1 ? '' : axisPercent(value, language)),
        },
      },
      series: [
        {
          type: 'line',
          silent: true,
          data: [],
          markLine: {
            ...{ silent: true, symbol: 'none', lineStyle: { color: ink.text, type: 'solid' } },
            label: {
              ...{ ...plainLabel, position: 'insideEndBottom' },
              formatter: { en: 'a full core', es: 'núcleo lleno' }[language],
            },
            data: [{ yAxis: 1 }],
          },
        },
        ...lines(webrtc, 'webrtc', frame),
        ...lines(hls, 'hls', frame),
        ...(https ? [encrypted(https.load)] : []),
      ],
    },
  };
}

function lines(cost: Cost, server: Server, { form, language }: Frame): LineSeriesOption[] {
  const color = colours[server];
  const name = form === 'wide' ? serverNames[server] : shortNames[server];
  const points = cost.loads.map(({ viewers, serverCores }) => [viewers, serverCores.p50]);
  const last = cost.loads.at(-1);
  // To the left of the steeper line, to the right of the other: neither runs through it.
  const isLeft = server === 'webrtc';
  const named = isLeft ? cost.loads.length - 1 : Math.floor((cost.loads.length - 1) / 2);
  const common = { type: 'line', silent: true, clip: false, itemStyle: { color } } as const;
  const measured: LineSeriesOption = {
    ...common,
    ...{ symbol: 'circle', symbolSize: 8, lineStyle: { color, width: 3 } },
    data: points.map((value, index) => ({
      value,
      label: {
        ...{ ...plainLabel, show: index === named, fontWeight: 'bold', color },
        ...{ position: isLeft ? 'left' : 'right', distance: 10, formatter: name },
        offset: [0, isLeft ? -6 : 10],
      },
    })),
  };
  if (!last || last.viewers >= cost.viewersPerCore) return [measured];
  const onwards: LineSeriesOption = {
    ...common,
    ...{ symbol: 'circle', symbolSize: 8, lineStyle: { color, width: 2, type: 'dashed' } },
    itemStyle: { color: ink.page, borderColor: color, borderWidth: 2 },
    data: [
      { value: [last.viewers, last.serverCores.p50], symbol: 'none' },
      {
        value: [cost.viewersPerCore, 1],
        label: {
          ...{ ...plainLabel, fontWeight: 'bold', color, position: 'top' },
          formatter: roundNumber(cost.viewersPerCore, language),
        },
      },
    ],
  };
  return [onwards, measured];
}

/** The same files by HTTPS: one load of it is enough to see what encrypting costs. */
const encrypted = ({ viewers, serverCores }: ViewerLoad): LineSeriesOption => ({
  ...{ type: 'line', silent: true, clip: false, symbol: 'diamond', symbolSize: 11 },
  itemStyle: { color: colours.hls },
  data: [
    {
      value: [viewers, serverCores.p50],
      label: { ...plainLabel, color: colours.hls, position: 'left', formatter: 'HTTPS' },
    },
  ],
});

const powerBelow = (value: number): number => 10 ** Math.floor(Math.log10(value));
const powerAbove = (value: number): number => 10 ** Math.ceil(Math.log10(value));
