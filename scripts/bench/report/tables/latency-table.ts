import type { Language } from '../../../language/text.ts';
import type { BenchResult } from '../../results.ts';
import { wayNames } from '../names.ts';
import { seconds, wholeNumber } from '../numbers.ts';
import { median, nothing, type ReportTable, single, tableOf } from '../table.ts';

export const latencyTable = ({ ways }: BenchResult<'latency'>, language: Language): ReportTable =>
  tableOf(
    ways,
    [
      {
        head: { en: 'Way', es: 'Vía' },
        cell: ({ way }) => ({ text: wayNames[way] }),
      },
      {
        head: { en: 'Median', es: 'Mediana' },
        cell: (row) => single(row.glassToGlassSeconds.p50, seconds, language),
      },
      {
        head: { en: 'p5', es: 'p5' },
        cell: (row) => single(row.glassToGlassSeconds.p5, seconds, language),
      },
      {
        head: { en: 'p95', es: 'p95' },
        cell: (row) => single(row.glassToGlassSeconds.p95, seconds, language),
      },
      {
        head: { en: 'Median of each repetition', es: 'Mediana de cada repetición' },
        cell: (row) => median(row.repetitionMediansSeconds, seconds, language),
      },
      {
        head: { en: 'Stalls', es: 'Cortes' },
        // hls.js's playhead is watched for stalls; of WebRTC nobody counts them.
        cell: ({ way, stalls }) =>
          way === 'webrtc' ? nothing : single(stalls, wholeNumber, language),
      },
      {
        head: { en: 'Watched', es: 'Visto' },
        isDetail: true,
        cell: ({ watchedSeconds, viewers }) => ({
          text: `${wholeNumber(watchedSeconds, language)} s (${viewers} ${{ en: 'at a time', es: 'a la vez' }[language]})`,
        }),
      },
    ],
    language,
    {
      en: 'Over all samples of all viewers; how far the repetitions lie apart stands beside it.',
      es: 'Sobre todas las muestras de todos los espectadores; al lado, cuánto se apartan las repeticiones.',
    },
  );
