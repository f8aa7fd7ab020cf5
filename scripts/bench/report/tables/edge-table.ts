import type { Language } from '../../../language/text.ts';
import type { BenchResult } from '../../results.ts';
import { bitrate, milliseconds, perSecond, sharePercent, wholeNumber } from '../numbers.ts';
import { median, type ReportTable, single, tableOf } from '../table.ts';

export const edgeTable = ({ loads }: BenchResult<'edge'>, language: Language): ReportTable =>
  tableOf(
    loads,
    [
      {
        head: { en: 'Viewers', es: 'Espectadores' },
        cell: ({ viewers }) => single(viewers, wholeNumber, language),
      },
      {
        head: { en: 'Requests, edge', es: 'Solicitudes, borde' },
        cell: (load) => median(load.edgeRequestsPerSecond, perSecond, language),
      },
      {
        head: { en: 'Origin', es: 'Origen' },
        cell: (load) => median(load.originRequestsPerSecond, perSecond, language),
      },
      {
        head: { en: 'By the edge', es: 'Por el borde' },
        cell: ({ answeredByEdge }) => single(answeredByEdge, sharePercent, language),
      },
      {
        head: { en: 'First byte, p50', es: 'Primer byte, p50' },
        cell: ({ waitMilliseconds }) => single(waitMilliseconds.p50, milliseconds, language),
      },
      {
        head: { en: 'p99', es: 'p99' },
        cell: ({ waitMilliseconds }) => single(waitMilliseconds.p99, milliseconds, language),
      },
      {
        head: { en: 'Worst', es: 'Peor' },
        cell: ({ waitMilliseconds }) => single(waitMilliseconds.most, milliseconds, language),
      },
      {
        head: { en: 'Held', es: 'Retenidas' },
        cell: ({ heldByLock }) => single(heldByLock, wholeNumber, language),
      },
      {
        head: { en: 'Traffic, edge', es: 'Tráfico, borde' },
        isDetail: true,
        cell: ({ edgeBytesPerSecond }) => median(edgeBytesPerSecond, bitrate, language),
      },
      {
        head: { en: 'Traffic, origin', es: 'Tráfico, origen' },
        isDetail: true,
        cell: ({ originBytesPerSecond }) => median(originBytesPerSecond, bitrate, language),
      },
      {
        head: { en: 'Errors', es: 'Errores' },
        isDetail: true,
        cell: ({ errors }) => single(errors, wholeNumber, language),
      },
    ],
    language,
    {
      en: 'Waits are from the request to the first byte, at the viewer. Held: those that waited 400 ms or more.',
      es: 'Las esperas van de la solicitud al primer byte, en el espectador. Retenidas: las que esperaron 400 ms o más.',
    },
  );
