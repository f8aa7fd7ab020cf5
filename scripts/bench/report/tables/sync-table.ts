import { sum } from 'simple-statistics';
import type { Language } from '../../../language/text.ts';
import type { BenchResult } from '../../results.ts';
import { drift, milliseconds, offsetMilliseconds, wholeNumber } from '../numbers.ts';
import { type Cell, median, type ReportTable, single, tableOf } from '../table.ts';

/** A row for each start, and one for all of them. */
export function syncTable(result: BenchResult<'sync'>, language: Language): ReportTable {
  const { starts, biasMilliseconds, spreadMilliseconds, driftMillisecondsPerMinute } = result;
  const rows: Cell[][] = starts.map((start, index) => [
    { text: `${index + 1}` },
    single(start.biasMilliseconds, offsetMilliseconds, language),
    single(start.spreadMilliseconds, milliseconds, language),
    single(start.driftMillisecondsPerMinute, drift, language),
    single(start.flashes, wholeNumber, language),
    { text: `${wholeNumber(start.seconds, language)} s` },
  ]);
  const all: Cell[] = [
    { text: { en: 'all', es: 'todos' }[language] },
    median(biasMilliseconds, offsetMilliseconds, language),
    median(spreadMilliseconds, milliseconds, language),
    median(driftMillisecondsPerMinute, drift, language),
    single(sum(starts.map(({ flashes }) => flashes)), wholeNumber, language),
    { text: `${wholeNumber(sum(starts.map(({ seconds }) => seconds)), language)} s` },
  ];
  return tableOf(
    [...rows, all],
    heads.map((head, index) => ({
      head,
      isDetail: index === heads.length - 1,
      cell: (cells) => cells[index] ?? { text: '' },
    })),
    language,
    {
      en: 'Beep minus flash: above 0 the sound is late. In brackets from p5 to p95 of the starts.',
      es: 'El bip menos el destello: por encima de 0, el sonido llega tarde. Entre paréntesis, del p5 al p95 de los arranques.',
    },
  );
}

const heads = [
  { en: 'Start', es: 'Arranque' },
  { en: 'Offset', es: 'Desfase' },
  { en: 'p95 − p5', es: 'p95 − p5' },
  { en: 'Drift', es: 'Deriva' },
  { en: 'Flashes', es: 'Destellos' },
  { en: 'Watched', es: 'Observado' },
];
