/**
 * The reference explains what the workshop uses, all of it and nothing else: whatever is added to a
 * stage or to the API needs a row in a table, in both languages, and what goes takes its row along.
 */
import { expect, test } from 'vitest';
import { languages, type Text } from '../../scripts/language/text.ts';
import { explainedRows, readPage } from './explained.ts';
import * as used from './used.ts';

interface Explanation {
  page: string;
  /** What the first column of its tables is called. */
  head: Text;
  used: () => readonly string[] | Promise<readonly string[]>;
}

const explanations: readonly Explanation[] = [
  {
    page: 'reference/janus',
    head: { en: 'Setting', es: 'Ajuste' },
    used: used.janusSettings,
  },
  {
    page: 'reference/janus',
    head: { en: 'Request', es: 'Solicitud' },
    used: used.roomRequests,
  },
  {
    page: 'reference/janus',
    head: { en: 'Field', es: 'Campo' },
    // The last is in the supervisor's own forward.
    used: () => [...used.forwardFields(), 'rtcp_port'],
  },
  {
    page: 'reference/janus',
    head: { en: 'Admin request', es: 'Solicitud a la Admin API' },
    used: used.adminRequests,
  },
  {
    page: 'reference/ffmpeg',
    head: { en: 'Option', es: 'Opción' },
    used: async () => [...used.ffmpegOptions(), ...(await used.supervisorOptions())],
  },
  { page: 'reference/ffmpeg', head: { en: 'Line', es: 'Línea' }, used: used.sdpLines },
  {
    page: 'reference/nginx',
    head: { en: 'Directive', es: 'Directiva' },
    used: used.nginxDirectives,
  },
  {
    page: 'reference/nginx',
    head: { en: 'Header', es: 'Encabezado' },
    used: used.nginxHeaders,
  },
  { page: 'reference/hls', head: { en: 'Tag', es: 'Etiqueta' }, used: used.playlistTags },
  { page: 'reference/hls', head: { en: 'Option', es: 'Opción' }, used: used.hlsOptions },
  {
    page: 'reference/hls',
    head: { en: 'Media type', es: 'Tipo de medio' },
    used: used.mediaTypes,
  },
  { page: 'reference/live-api', head: { en: 'Route', es: 'Ruta' }, used: used.apiRoutes },
  { page: 'reference/live-api', head: { en: 'Event', es: 'Evento' }, used: used.apiEvents },
];

const cases = explanations.flatMap((explanation) =>
  languages.map((language) => ({ ...explanation, language, column: explanation.head[language] })),
);

test.each(cases)('$page, $language: $column', async ({ page, head, language, used: inUse }) => {
  const rows = explainedRows(await readPage(page, language), head, language);
  const explained = rows.flatMap(({ names }) => names);
  const wanted = await inUse();
  expect(wanted.length).toBeGreaterThan(1);
  expect(explained.toSorted()).toEqual(wanted.toSorted());
  for (const { cells } of rows) expect(cells.at(-1), cells[0]).toMatch(/\w/);
});

test.each(languages)(
  'FFmpeg’s options stand in the order in which they are given, %s',
  async (language) => {
    const page = await readPage('reference/ffmpeg', language);
    const rows = explainedRows(page, { en: 'Option', es: 'Opción' }, language);
    const order = used.ffmpegOptions();
    const explained = rows.flatMap(({ names }) => names).filter((name) => order.includes(name));
    expect(explained).toEqual(order);
  },
);
