import type { Language } from '../../../language/text.ts';
import type { BenchResult } from '../../results.ts';
import { recipeNames } from '../names.ts';
import { bytes, percent, roundNumber } from '../numbers.ts';
import { median, type ReportTable, single, tableOf } from '../table.ts';

export const transcodeTable = (
  { recipes }: BenchResult<'transcode'>,
  language: Language,
): ReportTable =>
  tableOf(
    recipes,
    [
      {
        head: { en: 'FFmpeg’s work', es: 'Trabajo de FFmpeg' },
        cell: ({ recipe }) => ({ text: recipeNames[recipe][language] }),
      },
      {
        head: { en: 'Of a core, per stream', es: 'De un núcleo, por señal' },
        cell: ({ cores }) => median(cores, percent, language),
      },
      {
        head: { en: 'Streams per core', es: 'Señales por núcleo' },
        cell: ({ streamsPerCore }) => single(streamsPerCore, roundNumber, language),
      },
      {
        head: { en: 'Memory', es: 'Memoria' },
        cell: ({ memoryBytes }) => median(memoryBytes, bytes, language),
      },
    ],
    language,
  );
