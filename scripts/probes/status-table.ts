/** The status as a table: a row per hop with its figures, and the verdict. */
import Table from 'cli-table3';
import { paint } from '../language/paint.ts';
import type { Language, Text } from '../language/text.ts';
import { type Figures, type HopId, type Hops, hopIds, type Status } from '../stack/status.ts';
import { hopNames } from './verdict.ts';

export function statusTable(status: Status, language: Language): string {
  const table = new Table({
    head: heads[language].map((head) => paint('bold', head)),
    style: { head: [], border: [] },
    chars: noRules,
    // Narrow enough for a terminal of 100 columns on a projector.
    colWidths: [24, 13, 62],
    wordWrap: true,
  });
  for (const id of hopIds) {
    const hop = status.hops[id];
    table.push([
      hopNames[id][language],
      stateLabel(hop.state, language),
      details(id, hop, language),
    ]);
  }
  const { firstBrokenHop, sentence } = status.verdict;
  const mark = firstBrokenHop ? paint('red', '✖') : paint('green', '●');
  return `${table.toString()}\n\n ${mark} ${sentence[language]}`;
}

/** White space tells columns apart as well as lines do, and is easier to read from afar. */
const noRules = Object.fromEntries(
  ['top', 'bottom', 'left', 'right', 'mid', 'left-mid', 'mid-mid', 'right-mid', 'middle']
    .concat(['top-mid', 'top-left', 'top-right', 'bottom-mid', 'bottom-left', 'bottom-right'])
    .map((name) => [name, '']),
);

const heads: Readonly<Record<Language, string[]>> = {
  en: ['Hop', 'State', 'Figures'],
  es: ['Eslabón', 'Estado', 'Cifras'],
};

const stateTexts: Readonly<
  Record<Hops[HopId]['state'], Text & { color: 'green' | 'yellow' | 'red' }>
> = {
  ok: { en: '● ok', es: '● bien', color: 'green' },
  waiting: { en: '○ waiting', es: '○ en espera', color: 'yellow' },
  broken: { en: '✖ broken', es: '✖ roto', color: 'red' },
};

const stateLabel = (state: Hops[HopId]['state'], language: Language): string =>
  paint(stateTexts[state].color, stateTexts[state][language]);

function details(id: HopId, hop: Hops[HopId], language: Language): string {
  const lines = [figureTexts(id, hop.figures, language).join(' · ')];
  if (hop.cause) lines.push(hop.cause[language]);
  if (hop.nextStep) lines.push(`→ ${hop.nextStep[language]}`);
  return lines.filter((line) => line !== '').join('\n');
}

/** How to say one figure: what stands before the value and behind it. */
interface FigureFormat {
  before?: Text | string;
  after?: Text | string;
}

type FigureFormats = { [H in HopId]: { [F in keyof Figures[H]]?: FigureFormat } };

const formats: FigureFormats = {
  publisher: {
    display: {},
    iceState: { before: 'ICE ' },
    dtlsState: { before: 'DTLS ' },
    kilobitsPerSecond: { after: ' kbit/s' },
    lostPackets: { after: { en: ' lost', es: ' perdidos' } },
  },
  janus: {
    roomId: { before: { en: 'room ', es: 'sala ' } },
    videoCodec: {},
    audioCodec: {},
    publishers: { after: { en: ' publishing', es: ' emitiendo' } },
  },
  forward: {
    videoPacketsPerSecond: {
      before: { en: 'video ', es: 'vídeo ' },
      after: { en: ' packets/s', es: ' paquetes/s' },
    },
    videoPort: { before: 'UDP ' },
    audioPacketsPerSecond: { before: 'audio ', after: { en: ' packets/s', es: ' paquetes/s' } },
    audioPort: { before: 'UDP ' },
  },
  ffmpeg: {
    speed: { before: { en: 'speed ', es: 'velocidad ' }, after: '×' },
    framesPerSecond: { after: { en: ' frames/s', es: ' cuadros/s' } },
    keyframeIntervalSeconds: {
      before: { en: 'keyframe every ', es: 'fotograma clave cada ' },
      after: ' s',
    },
  },
  playlist: {
    segments: { after: { en: ' segments', es: ' segmentos' } },
    mediaSequence: { before: { en: 'from number ', es: 'desde el número ' } },
    newestSegmentAgeSeconds: {
      before: { en: 'newest ', es: 'el último, hace ' },
      after: { en: ' s ago', es: ' s' },
    },
  },
  nginx: {
    httpStatus: { before: 'HTTP ' },
    requestsPerSecond: { after: { en: ' requests/s', es: ' peticiones/s' } },
    playlistCacheControl: {},
  },
  viewer: {
    viewers: { after: { en: ' watching', es: ' mirando' } },
    latencySeconds: { after: { en: ' s behind the live edge', es: ' s detrás del directo' } },
    bufferSeconds: { after: { en: ' s buffered', es: ' s en el búfer' } },
    stalls: { after: { en: ' stalls', es: ' pausas' } },
  },
};

function figureTexts(id: HopId, figures: Hops[HopId]['figures'], language: Language): string[] {
  const say = (text: Text | string = '') => (typeof text === 'string' ? text : text[language]);
  return Object.entries<FigureFormat>(formats[id]).flatMap(([name, { before, after }]) => {
    const value = (figures as Record<string, unknown>)[name];
    if (value === null || value === undefined) return [];
    return [
      `${say(before)}${typeof value === 'number' ? shortNumber(value, language) : value}${say(after)}`,
    ];
  });
}

const shortNumber = (value: number, language: Language): string =>
  value.toLocaleString(language, { maximumFractionDigits: 1, useGrouping: false });
