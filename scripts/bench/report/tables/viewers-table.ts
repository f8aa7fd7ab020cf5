import type { Language } from '../../../language/text.ts';
import type { BenchResult, ViewerLoad } from '../../results.ts';
import {
  bitrate,
  bytes,
  milliseconds,
  percent,
  roundNumber,
  times,
  wholeNumber,
} from '../numbers.ts';
import { type ColumnOf, median, type ReportTable, single, tableOf } from '../table.ts';

interface Row extends ViewerLoad {
  server: string;
}

export const serverNames = {
  hls: 'HLS, nginx',
  https: 'HLS, HTTPS',
  webrtc: 'WebRTC, Janus',
} as const;

/** Each load that was tried. */
export function viewersTable(
  { hls, https, webrtc }: BenchResult<'viewers'>,
  language: Language,
): ReportTable {
  const rows: Row[] = [
    ...hls.loads.map((load) => ({ server: serverNames.hls, ...load })),
    ...(https ? [{ server: serverNames.https, ...https.load }] : []),
    ...webrtc.loads.map((load) => ({ server: serverNames.webrtc, ...load })),
  ];
  const columns: ColumnOf<Row>[] = [
    { head: { en: 'Server', es: 'Servidor' }, cell: ({ server }) => ({ text: server }) },
    {
      head: { en: 'Viewers', es: 'Espectadores' },
      cell: ({ viewers }) => single(viewers, wholeNumber, language),
    },
    {
      head: { en: 'Of a core', es: 'De un núcleo' },
      cell: ({ serverCores }) => median(serverCores, percent, language),
    },
    {
      head: { en: 'Per viewer-minute', es: 'Por espectador y minuto' },
      cell: ({ cpuSecondsPerViewerMinute }) =>
        median(
          cpuSecondsPerViewerMinute,
          (value, reader) => milliseconds(1_000 * value, reader),
          language,
        ),
    },
    {
      head: { en: 'Memory', es: 'Memoria' },
      cell: ({ serverMemoryBytes }) => median(serverMemoryBytes, bytes, language),
    },
    {
      head: { en: 'Traffic', es: 'Tráfico' },
      isDetail: true,
      cell: ({ bytesPerSecond }) => median(bytesPerSecond, bitrate, language),
    },
    {
      head: { en: 'Load generator', es: 'Generador de carga' },
      isDetail: true,
      cell: ({ generatorCores }) => median(generatorCores, percent, language),
    },
    {
      head: { en: 'Errors', es: 'Errores' },
      isDetail: true,
      cell: ({ errors }) => single(errors, wholeNumber, language),
    },
  ];
  return tableOf(rows, columns, language);
}

/** What follows from the loads. */
export function viewersSummary(
  { hls, https, webrtc, ratio }: BenchResult<'viewers'>,
  language: Language,
): ReportTable {
  const both = (format: (cost: BenchResult<'viewers'>['hls']) => string) =>
    [hls, webrtc].map((cost) => ({ text: format(cost) }));
  const rows = [
    [
      { text: texts.perCore[language] },
      ...both((cost) => roundNumber(cost.viewersPerCore, language)),
    ],
    [
      { text: texts.perViewer[language] },
      ...both((cost) => percent(cost.coresPerViewer, language)),
    ],
    [{ text: texts.fixed[language] }, ...both((cost) => percent(cost.fixedCores, language))],
    [
      { text: texts.memory[language] },
      ...both((cost) => bytes(cost.memoryBytesPerViewer, language)),
    ],
    [
      { text: texts.fullAt[language] },
      ...both(({ fullAt }) => (fullAt === null ? '–' : wholeNumber(fullAt, language))),
    ],
    [{ text: texts.ratio[language] }, { text: times(1, language) }, median(ratio, times, language)],
    ...(https
      ? [
          [
            { text: texts.httpsRatio[language] },
            { text: times(1, language) },
            median(https.ratio, times, language),
          ],
        ]
      : []),
  ];
  return tableOf(
    rows,
    [
      {
        head: { en: 'From the lines through them', es: 'De las rectas que pasan por ellas' },
        cell: ([name]) => name ?? { text: '' },
      },
      { head: same(serverNames.hls), cell: ([, one]) => one ?? { text: '' } },
      { head: same(serverNames.webrtc), cell: ([, , other]) => other ?? { text: '' } },
    ],
    language,
    null,
  );
}

const same = (name: string) => ({ en: name, es: name });

const texts = {
  perCore: { en: 'viewers until one core is full', es: 'espectadores hasta llenar un núcleo' },
  perViewer: { en: 'of a core, for each viewer', es: 'de un núcleo, por espectador' },
  fixed: { en: 'of a core, without viewers', es: 'de un núcleo, sin espectadores' },
  memory: { en: 'memory for each viewer', es: 'memoria por espectador' },
  fullAt: {
    en: 'viewers with which this machine was full',
    es: 'espectadores que llenaron esta máquina',
  },
  httpsRatio: { en: 'the same, with HLS by HTTPS', es: 'lo mismo, con HLS por HTTPS' },
  ratio: {
    en: 'CPU per viewer-minute, compared',
    es: 'CPU por espectador y minuto, comparada',
  },
};
