/** What must hold, and whether it does. */
import { type Language, numberLocales, type Text } from '../../../language/text.ts';
import { type BoundId, limits } from '../../bounds.ts';
import { type Bound, benchNames, type Results } from '../../results.ts';
import { wholeNumber } from '../numbers.ts';
import { type ReportTable, tableOf } from '../table.ts';

/** Every bound of the benches that ran. */
export const boundsOf = (results: Results): Bound[] =>
  benchNames.flatMap((name) => results[name]?.run.bounds ?? []);

export const boundsTable = (results: Results, language: Language): ReportTable =>
  tableOf(
    boundsOf(results),
    [
      {
        head: { en: 'what', es: 'qué' },
        cell: ({ id }) => ({ text: nameOf(id, language) }),
      },
      {
        head: { en: 'must be', es: 'debe ser' },
        cell: (bound) => ({ text: limitOf(bound, language) }),
      },
      {
        head: { en: 'measured', es: 'medido' },
        cell: ({ id, measured }) => ({ text: inItsUnit(id, measured, language) }),
      },
    ],
    language,
    null,
  );

/** What is limited. A bound of a newer version has no words here yet: its id must do. */
export const nameOf = (id: string, language: Language): string =>
  (limits as Partial<Record<string, { what: Text }>>)[id]?.what[language] ?? id;

/** `at most 3 s`, `10 to 16 s`, `0` */
export function limitOf({ id, least, most }: Bound, language: Language): string {
  if (most === 0 && least === null) return '0';
  if (least !== null && most !== null) {
    return `${wholeNumber(least, language)} ${{ en: 'to', es: 'a' }[language]} ${inItsUnit(id, most, language)}`;
  }
  const [words, limit] =
    most === null
      ? [{ en: 'at least', es: 'al menos' }, least ?? 0]
      : [{ en: 'at most', es: 'a lo sumo' }, most];
  return `${words[language]} ${inItsUnit(id, limit, language)}`;
}

/** To the digit that tells it from its limit. */
export function inItsUnit(id: string, value: number, language: Language): string {
  const { unit } = limits[id as BoundId] ?? { unit: '' };
  if (unit === '%') return `${exact(100 * value, language)} %`;
  return `${exact(value, language)} ${unit}`.trimEnd();
}

const exact = (value: number, language: Language): string =>
  value.toLocaleString(numberLocales[language], { maximumFractionDigits: 2 }).replace('-', '−');
