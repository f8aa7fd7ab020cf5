/** What must hold, and whether it does. */
import type { Language, Text } from '../../../language/text.ts';
import { type BoundId, limits } from '../../bounds.ts';
import { type Bound, benchNames, type Results } from '../../results.ts';
import { range, upToDecimals } from '../numbers.ts';
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
        cell: (bound) => ({ text: measuredOf(bound, language) }),
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
    return range(inItsUnit(id, least, language), inItsUnit(id, most, language), language);
  }
  const [words, limit] =
    most === null
      ? [{ en: 'at least', es: 'al menos' }, least ?? 0]
      : [{ en: 'at most', es: 'a lo sumo' }, most];
  return `${words[language]} ${inItsUnit(id, limit, language)}`;
}

/** `3.21 s`. What does not hold has as many digits as tell it from its limit: `99.899 %`, not `99.9 %`. */
export function measuredOf(
  { id, measured, least, most, holds }: Bound,
  language: Language,
): string {
  const ends = [least, most].map((limit) => limit !== null && inItsUnit(id, limit, language));
  let decimals = usualDecimals;
  let written: string;
  do {
    written = inItsUnit(id, measured, language, decimals);
    decimals += 1;
  } while (!holds && ends.includes(written) && decimals <= mostDecimals);
  return written;
}

const usualDecimals = 2;
/** Beyond these are the errors of floating point. */
const mostDecimals = 10;

function inItsUnit(
  id: string,
  value: number,
  language: Language,
  decimals: number = mostDecimals,
): string {
  const { unit } = limits[id as BoundId] ?? { unit: '' };
  const number = upToDecimals(unit === '%' ? 100 * value : value, decimals, language);
  return `${number} ${unit}`.trimEnd();
}
