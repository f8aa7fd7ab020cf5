import type { BarSeriesOption } from 'echarts/charts';
import type { BenchResult } from '../../results.ts';
import { frozenShare } from '../../weather/bounds-of-runs.ts';
import type { WeatherIngest, WeatherRun } from '../../weather/weather-run.ts';
import { conditionNames, ingestNames } from '../names.ts';
import { percent } from '../numbers.ts';
import { weatherPairs } from '../tables/weather-table.ts';
import { type Frame, letterUnits, type Plot, plainLabel, valueAxis } from './frame.ts';
import { ink } from './ink.ts';

const barUnits = 18;
const rowUnits = 74;

/** Of each weather two bars, its name above them: frozen straight to FFmpeg, and through the relay. */
export function weatherPlot(result: BenchResult<'weather'>, { language }: Frame): Plot {
  const copied = weatherPairs(result, 'copy');
  const pairs = copied.length > 0 ? copied : weatherPairs(result, 'encode');
  const bars = (ingest: WeatherIngest, color: string): BarSeriesOption => ({
    ...{ type: 'bar', silent: true, barWidth: barUnits, barGap: '12%' },
    name: ingestNames[ingest][language],
    itemStyle: { color, borderRadius: [0, 3, 3, 0] },
    data: pairs.map((pair) => share(pair[ingest])),
    label: {
      ...{ ...plainLabel, position: 'right', fontWeight: 'bold' },
      formatter: ({ dataIndex }) => {
        const run = pairs[dataIndex]?.[ingest];
        return run ? percent(frozenShare(run), language) : '';
      },
    },
  });
  const named: BarSeriesOption = {
    ...{ type: 'bar', silent: true, barWidth: barUnits, barGap: '12%' },
    itemStyle: { color: 'transparent' },
    data: pairs.map(() => 0),
    label: {
      ...{ ...plainLabel, position: [0, 4] },
      formatter: ({ dataIndex }) => {
        const condition = pairs[dataIndex]?.condition;
        return condition ? conditionNames[condition][language] : '';
      },
    },
  };
  return {
    margins: { left: 0, right: 64, top: 40, bottom: 4 },
    height: pairs.length * rowUnits,
    legend: {
      data: (['direct', 'relay'] as const).map((ingest) => ingestNames[ingest][language]),
      ...{ icon: 'roundRect', itemWidth: 14, itemHeight: 14, selectedMode: false },
      textStyle: { fontSize: letterUnits, color: ink.text },
    },
    option: {
      xAxis: {
        ...valueAxis,
        ...{ type: 'value', min: 0, max: mostOf(pairs.flatMap(Object.values)) },
        ...{ splitLine: { show: false }, axisLabel: { show: false } },
      },
      yAxis: {
        ...{ type: 'category', inverse: true, show: false },
        data: pairs.map(({ condition }) => condition),
      },
      series: [named, bars('direct', ink.bad), bars('relay', ink.good)],
    },
  };
}

const share = (run: WeatherRun | undefined): number => (run ? frozenShare(run) : 0);

/** A chart of nothing but zeros has an axis, too. */
const mostOf = (values: readonly (WeatherRun | string | undefined)[]): number =>
  Math.max(0.01, ...values.map((value) => (typeof value === 'object' ? share(value) : 0)));
