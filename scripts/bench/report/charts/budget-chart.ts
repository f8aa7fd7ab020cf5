import type { BarSeriesOption } from 'echarts/charts';
import type { Text } from '../../../language/text.ts';
import { type BenchResult, type BudgetPart, budgetParts } from '../../results.ts';
import { budgetNames, wayNames } from '../names.ts';
import { seconds } from '../numbers.ts';
import { sumsOf } from '../tables/budget-table.ts';
import { type Frame, letterUnits, type Plot, plainLabel, valueAxis, widthOf } from './frame.ts';
import { ink } from './ink.ts';

type Way = BenchResult<'latency'>['ways'][number];

const rowUnits = 78;
const barUnits = { predicted: 12, measured: 26 } as const;

/** What takes milliseconds has one colour: no bar of it can be told from the next. */
const colours: Readonly<Record<BudgetPart, string>> = {
  encode: ink.quiet,
  network: ink.quiet,
  segment: ink.accent,
  poll: ink.busy,
  buffer: ink.good,
  display: ink.quiet,
};

/** Two bars for each way: what its settings predict, thin and pale, and what was measured. */
export function budgetPlot({ ways }: BenchResult<'latency'>, frame: Frame): Plot {
  const { form, language, width } = frame;
  const rows = ways.toSorted((a, b) => a.glassToGlassSeconds.p50 - b.glassToGlassSeconds.p50);
  const names = rows.map(({ way }) => wayNames[way]);
  const sums = rows.map(sumsOf);
  const totals = sums.map(({ measuredSeconds }) => seconds(measuredSeconds, language));
  const predictions = sums.map(
    ({ predictedSeconds }) => `${seconds(predictedSeconds, language)} ${predicted[language]}`,
  );
  const left = Math.max(...names.map((name) => widthOf(name))) + 10;
  const right = Math.max(...predictions.map((text) => widthOf(text))) + 12;
  const most = Math.max(...sums.flatMap((sum) => [sum.predictedSeconds, sum.measuredSeconds]));
  const unitsPerSecond = (width - left - right) / most;
  const fits = (value: number) =>
    value * unitsPerSecond > widthOf(seconds(value, language), letterUnits) + 6;

  const seriesOf = (part: BudgetPart, kind: 'predicted' | 'measured'): BarSeriesOption => ({
    type: 'bar',
    name: partName(part)[language],
    stack: kind,
    barWidth: barUnits[kind],
    barGap: '15%',
    silent: true,
    itemStyle: { color: colours[part], opacity: kind === 'predicted' ? 0.45 : 1 },
    label: {
      ...{ show: kind === 'measured', fontSize: letterUnits, color: ink.page },
      formatter: ({ value }) => (fits(Number(value)) ? seconds(Number(value), language) : ''),
    },
    data: rows.map((row) => secondsOf(row, part, kind)),
  });
  const sumLabel = (texts: readonly string[], isBold: boolean, kind: string): BarSeriesOption => ({
    type: 'bar',
    stack: kind,
    silent: true,
    itemStyle: { color: 'transparent' },
    data: rows.map(() => 0),
    label: {
      ...plainLabel,
      ...(isBold ? { fontWeight: 'bold' } : { color: ink.quiet }),
      ...{ position: 'right', formatter: ({ dataIndex }) => texts[dataIndex] ?? '' },
    },
  });
  return {
    margins: { left, right, top: legendUnits[form], bottom: 0 },
    height: rows.length * rowUnits,
    legend: {
      ...{ itemWidth: 14, itemHeight: 14, itemGap: 28, padding: 0 },
      ...{ selectedMode: false, icon: 'rect' },
      textStyle: { color: ink.text, fontSize: letterUnits },
      data: [...new Set(budgetParts.map((part) => partName(part)[language]))],
    },
    option: {
      xAxis: {
        ...valueAxis,
        ...{ type: 'value', min: 0, max: most, splitLine: { show: false } },
        axisLabel: { show: false },
      },
      yAxis: {
        ...valueAxis,
        ...{ type: 'category', inverse: true, data: names, splitLine: { show: false } },
        axisLabel: { ...valueAxis.axisLabel, color: ink.text },
      },
      series: [
        ...budgetParts.map((part) => seriesOf(part, 'measured')),
        sumLabel(totals, true, 'measured'),
        ...budgetParts.map((part) => seriesOf(part, 'predicted')),
        sumLabel(predictions, false, 'predicted'),
      ],
    },
  };
}

/** Two lines of the key at most, or four. */
const legendUnits = { wide: 62, narrow: 106 } as const;

const secondsOf = ({ budget }: Way, part: BudgetPart, kind: 'predicted' | 'measured'): number => {
  const row = budget.find((each) => each.part === part);
  const seconds = kind === 'predicted' ? row?.predictedSeconds : row?.measuredSeconds?.p50;
  // What is left of a difference of two measurements may be a hair below nothing.
  return Math.max(0, seconds ?? 0);
};

const partName = (part: BudgetPart): Text =>
  colours[part] === ink.quiet ? theRest : budgetNames[part];

const theRest: Text = { en: 'encoding, network, screen', es: 'codificar, red, pantalla' };
const predicted: Text = { en: 'predicted', es: 'previsto' };
