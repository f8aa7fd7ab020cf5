/** A row for each weather: straight to FFmpeg, then through the relay. */
import type { Language, Text } from '../../../language/text.ts';
import type { BenchResult } from '../../results.ts';
import { frozenShare } from '../../weather/bounds-of-runs.ts';
import {
  type WeatherCondition,
  type WeatherPicture,
  type WeatherRun,
  weatherConditions,
  weatherPictures,
} from '../../weather/weather-run.ts';
import { conditionNames, pictureNames } from '../names.ts';
import {
  drift,
  type Format,
  offsetMilliseconds,
  percent,
  seconds,
  wholeNumber,
} from '../numbers.ts';
import { type ColumnOf, nothing, type ReportTable, tableOf } from '../table.ts';

/** Before and after; what did not run is missing. */
export interface WeatherPair {
  condition: WeatherCondition;
  direct: WeatherRun | undefined;
  relay: WeatherRun | undefined;
}

/** The weathers in which the picture was treated so, in order. */
export function weatherPairs(
  { runs }: BenchResult<'weather'>,
  picture: WeatherPicture,
): WeatherPair[] {
  return weatherConditions
    .map((condition) => {
      const of = (ingest: WeatherRun['ingest']) =>
        runs.find(
          (run) => run.condition === condition && run.picture === picture && run.ingest === ingest,
        );
      return { condition, direct: of('direct'), relay: of('relay') };
    })
    .filter(({ direct, relay }) => direct ?? relay);
}

/** One table for each treatment of the picture. */
export function weatherTables(result: BenchResult<'weather'>, language: Language): ReportTable[] {
  const shown = weatherPictures.filter((picture) => weatherPairs(result, picture).length > 0);
  return shown.map((picture, index) =>
    tableOf(
      weatherPairs(result, picture),
      columnsOf(pictureNames[picture], language),
      language,
      index === shown.length - 1 ? note : null,
    ),
  );
}

function columnsOf(name: Text, language: Language): ColumnOf<WeatherPair>[] {
  type Figure = (run: WeatherRun) => number | null | undefined;
  const cellOf = (run: WeatherRun | undefined, figure: Figure, format: Format) => {
    const value = run && figure(run);
    return value === null || value === undefined ? nothing : { text: format(value, language) };
  };
  const column =
    (ingest: 'direct' | 'relay') =>
    (head: Text, figure: Figure, format: Format, isDetail = false): ColumnOf<WeatherPair> => ({
      ...{ head, isDetail },
      cell: (pair) => cellOf(pair[ingest], figure, format),
    });
  const [before, after] = [column('direct'), column('relay')];
  const both = (head: Text, figure: Figure, format: Format): ColumnOf<WeatherPair> => ({
    head,
    cell({ direct, relay }) {
      const texts = [direct, relay].map((run) => cellOf(run, figure, format).text);
      return { text: texts.join(' → ') };
    },
  });
  return [
    { head: name, cell: ({ condition }) => ({ text: conditionNames[condition][language] }) },
    both({ en: 'Died', es: 'Muertos' }, deaths, wholeNumber),
    before({ en: 'Frozen, direct', es: 'Congelado, directo' }, frozenShare, percent),
    after({ en: 'Frozen, relay', es: 'Congelado, relé' }, frozenShare, percent),
    both({ en: 'Damaged', es: 'Dañados' }, ({ segments }) => segments.damaged.length, wholeNumber),
    after(
      { en: 'Sound', es: 'Sonido' },
      ({ sound }) => sound?.medianMilliseconds,
      offsetMilliseconds,
    ),
    after(
      { en: 'Drift', es: 'Deriva' },
      ({ sound }) => sound?.driftMillisecondsPerMinute,
      drift,
      true,
    ),
    before(
      { en: 'Sound, direct', es: 'Sonido, directo' },
      ({ sound }) => sound?.medianMilliseconds,
      offsetMilliseconds,
      true,
    ),
    after(
      { en: 'Longest segment', es: 'Segmento más largo' },
      ({ segments }) => segments.longestSeconds,
      seconds,
      true,
    ),
    after(
      { en: 'Rules broken', es: 'Reglas incumplidas' },
      ({ brokenRules }) => brokenRules.length,
      wholeNumber,
      true,
    ),
    after({ en: 'Lost', es: 'Perdidos' }, ({ relay }) => relay?.lostPackets, wholeNumber, true),
    after(
      { en: 'Repaired', es: 'Reparados' },
      ({ relay }) => relay?.repairedPackets,
      wholeNumber,
      true,
    ),
    after(
      { en: 'Load', es: 'Carga' },
      ({ load }) => load,
      (value) => value.toFixed(1),
      true,
    ),
  ];
}

const deaths = ({ viewers }: WeatherRun): number =>
  viewers.filter(({ died }) => died !== null).length;

const note: Text = {
  en: 'Direct → relay. Died: of three viewers. Frozen: the worst viewer’s time without a new picture. Damaged: segments with decode errors. Sound: against picture, with the relay; above 0 it is late.',
  es: 'Directo → relé. Muertos: de tres espectadores. Congelado: el tiempo sin imagen nueva del que peor la pasó. Dañados: segmentos con errores al decodificar. Sonido: respecto de la imagen, con el relé; por encima de 0 llega tarde.',
};
