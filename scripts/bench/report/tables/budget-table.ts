import type { Language } from '../../../language/text.ts';
import { type BenchResult, type BudgetPart, budgetParts } from '../../results.ts';
import { budgetNames, wayNames } from '../names.ts';
import { seconds } from '../numbers.ts';
import { median, nothing, type ReportTable, single, tableOf } from '../table.ts';

type Way = BenchResult<'latency'>['ways'][number];

/** A row for each part of each way; the sum below them stands beside the latency that was measured. */
export function budgetTable({ ways }: BenchResult<'latency'>, language: Language): ReportTable {
  return tableOf(
    ways.flatMap((way) => [
      ...way.budget.filter(isPart).map((row) => ({ way, ...row })),
      { way, part: 'sum' as const, ...sumsOf(way) },
    ]),
    [
      { head: { en: 'Way', es: 'Vía' }, cell: ({ way }) => ({ text: wayNames[way.way] }) },
      {
        head: { en: 'Part', es: 'Parte' },
        cell: ({ part }) => ({
          text: part === 'sum' ? sum[language] : budgetNames[part][language],
        }),
      },
      {
        head: { en: 'Predicted', es: 'Previsto' },
        cell: ({ predictedSeconds }) => single(predictedSeconds, seconds, language),
      },
      {
        head: { en: 'Measured', es: 'Medido' },
        cell: ({ measuredSeconds }) => {
          if (measuredSeconds === null) return nothing;
          return typeof measuredSeconds === 'number'
            ? single(measuredSeconds, seconds, language)
            : median(measuredSeconds, seconds, language);
        },
      },
    ],
    language,
  );
}

/** The same for a terminal: a column for each way, predicted and measured in one cell. */
export function budgetOverview({ ways }: BenchResult<'latency'>, language: Language): ReportTable {
  const parts = budgetParts.filter((part) => ways.some((way) => partOf(way, part)));
  return tableOf(
    [...parts, 'sum' as const],
    [
      {
        head: { en: 'Predicted / measured', es: 'Previsto / medido' },
        cell: (part) => ({ text: part === 'sum' ? sum[language] : budgetNames[part][language] }),
      },
      ...ways.map((way) => ({
        head: { en: wayNames[way.way], es: wayNames[way.way] },
        cell: (part: BudgetPart | 'sum') => {
          if (part === 'sum') return pair(sumsOf(way), language);
          const found = partOf(way, part);
          if (!found) return nothing;
          const { predictedSeconds, measuredSeconds } = found;
          return pair({ predictedSeconds, measuredSeconds: measuredSeconds?.p50 ?? 0 }, language);
        },
      })),
    ],
    language,
    null,
  );
}

interface Pair {
  predictedSeconds: number;
  measuredSeconds: number;
}

const pair = ({ predictedSeconds, measuredSeconds }: Pair, language: Language) => ({
  text: [predictedSeconds, measuredSeconds]
    .map((value) => seconds(value, language))
    .join(' / ')
    .replace(' s', ''),
});

const isPart = ({ predictedSeconds, measuredSeconds }: Way['budget'][number]): boolean =>
  predictedSeconds > 0 || measuredSeconds !== null;

const partOf = (way: Way, part: BudgetPart) =>
  way.budget.find((row) => row.part === part && isPart(row));

/** Of medians: it need not be the median of the whole. */
export const sumsOf = ({ budget }: Way): Pair => ({
  predictedSeconds: budget.reduce((total, { predictedSeconds }) => total + predictedSeconds, 0),
  measuredSeconds: budget.reduce((total, row) => total + (row.measuredSeconds?.p50 ?? 0), 0),
});

const sum = { en: 'together', es: 'en total' };
