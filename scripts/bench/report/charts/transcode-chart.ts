import type { BarSeriesOption } from 'echarts/charts';
import type { BenchResult } from '../../results.ts';
import { recipeNames } from '../names.ts';
import { percent } from '../numbers.ts';
import { type Frame, letterUnits, type Plot, plainLabel, valueAxis } from './frame.ts';
import { ink } from './ink.ts';

const rowUnits = 58;
const barUnits = 22;

/** A bar for each recipe, its name above it. */
export function transcodePlot({ recipes }: BenchResult<'transcode'>, { language }: Frame): Plot {
  const data = recipes.map(({ cores }) => cores.p50);
  const common = { type: 'bar', silent: true, barWidth: barUnits, barGap: '-100%' } as const;
  const named: BarSeriesOption = {
    ...common,
    itemStyle: { color: 'transparent' },
    data: data.map(() => 0),
    label: {
      ...{ ...plainLabel, position: [0, -letterUnits - 6] },
      formatter: ({ dataIndex }) => {
        const recipe = recipes[dataIndex]?.recipe;
        return recipe ? recipeNames[recipe][language] : '';
      },
    },
  };
  const bars: BarSeriesOption = {
    ...common,
    data: data.map((value, index) => ({
      value,
      itemStyle: { color: index === 0 ? ink.good : ink.accent, borderRadius: [0, 3, 3, 0] },
    })),
    label: {
      ...{ ...plainLabel, position: 'right', fontWeight: 'bold' },
      formatter: ({ value }) => percent(Number(value), language),
    },
  };
  return {
    margins: { left: 0, right: 56, top: 14, bottom: 4 },
    height: recipes.length * rowUnits,
    option: {
      xAxis: {
        ...valueAxis,
        ...{ type: 'value', min: 0, max: Math.max(...data), splitLine: { show: false } },
        axisLabel: { show: false },
      },
      yAxis: {
        ...{ type: 'category', inverse: true, show: false },
        data: recipes.map(({ recipe }) => recipe),
      },
      series: [named, bars],
    },
  };
}
