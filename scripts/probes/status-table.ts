/** The status as a table: a row per hop with its figures, and the verdict. */
import Table from 'cli-table3';
import { paint } from '../language/paint.ts';
import { type Language, numberLocales, type Text } from '../language/text.ts';
import { wrapItems } from '../language/wrap.ts';
import {
  type Figures,
  type HopId,
  type HopState,
  type Hops,
  hopIds,
  type Status,
} from '../stack/status.ts';
import { conditionWords, isBad, weatherName } from '../weather/words.ts';
import { hopNames } from './hop-names.ts';
import { hopMarks, verdictMark } from './marks.ts';
import { stageLine } from './own-stage.ts';

/** Columns of the names and the states; the figures get the rest of the terminal. */
const nameColumns = 24;
const stateColumns = 13;
const smallestFigureColumns = 30;
/** Where nobody says how wide it is: in a file or a pipe. */
const usualColumns = 100;

export function statusTable(
  status: Status,
  language: Language,
  columns = process.stdout.columns ?? usualColumns,
): string {
  const figureColumns = Math.max(smallestFigureColumns, columns - nameColumns - stateColumns - 1);
  const table = new Table({
    head: heads[language].map((head) => paint('bold', head)),
    style: { head: [], border: [] },
    chars: noRules,
    colWidths: [nameColumns, stateColumns, figureColumns],
    wordWrap: true,
  });
  for (const id of hopIds) {
    const hop = status.hops[id];
    table.push([
      hopNames[id][language],
      `${hopMarks[hop.state]} ${stateNames[hop.state][language]}`,
      // Two columns are the cell's own margin.
      details(id, status, language, figureColumns - 2),
    ]);
  }
  const verdict = ` ${verdictMark(status)} ${status.verdict.sentence[language]}`;
  const onPurpose = [...faultLines(status, language), ...weatherLines(status, language)];
  return [table.toString(), '', verdict, ...onPurpose].join('\n');
}

/** Who looks for a fault should not mend what somebody else broke on purpose. */
function faultLines({ faults }: Status, language: Language): string[] {
  if (faults.length === 0) return [];
  const names = faults.map((id) => hopNames[id][language]).join(', ');
  const text = {
    en: `Stopped on purpose, from the notes window: ${names}`,
    es: `Detenido a propósito desde la ventana de notas: ${names}`,
  };
  return [` ${hopMarks.waiting} ${text[language]}`];
}

function weatherLines({ weather }: Status, language: Language): string[] {
  if (!weather || !isBad(weather)) return [];
  const words = conditionWords(weather.conditions, language).join(' · ');
  const before = { en: 'Bad weather on purpose', es: 'Mal clima a propósito' }[language];
  return [` ${hopMarks.waiting} ${before}: ${weatherName(weather)[language]} (${words})`];
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

const stateNames: Readonly<Record<HopState, Text>> = {
  ok: { en: 'ok', es: 'bien' },
  waiting: { en: 'waiting', es: 'en espera' },
  broken: { en: 'broken', es: 'roto' },
};

function details(id: HopId, status: Status, language: Language, width: number): string {
  const hop = status.hops[id];
  const lines = wrapItems(figureTexts(id, hop.figures, language), ' · ', width);
  const stage = stageLine(id, status, language);
  if (stage) lines.push(stage);
  if (hop.cause) lines.push(hop.cause[language]);
  if (hop.nextStep) lines.push(`→ ${hop.nextStep[language]}`);
  return lines.join('\n');
}

/** How to say one figure: what stands before the value and behind it. */
interface FigureFormat {
  before?: Text | string;
  after?: Text | string;
  /** Not said while it is 0. */
  isRare?: true;
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
      before: { en: 'video ', es: 'video ' },
      after: { en: ' packets/s', es: ' paquetes/s' },
    },
    videoPort: { before: 'UDP ' },
    audioPacketsPerSecond: { before: 'audio ', after: { en: ' packets/s', es: ' paquetes/s' } },
    audioPort: { before: 'UDP ' },
    lostPackets: { after: { en: ' packets lost', es: ' paquetes perdidos' }, isRare: true },
    repairedPackets: { after: { en: ' came late', es: ' llegaron tarde' }, isRare: true },
    droppedFrames: {
      after: { en: ' pictures dropped', es: ' imágenes descartadas' },
      isRare: true,
    },
    keyframesRequested: {
      after: { en: ' keyframes asked for', es: ' cuadros clave pedidos' },
      isRare: true,
    },
    longestFreezeSeconds: {
      before: { en: 'longest freeze ', es: 'congelamiento más largo ' },
      after: ' s',
      isRare: true,
    },
  },
  ffmpeg: {
    speed: { before: { en: 'speed ', es: 'velocidad ' }, after: '×' },
    framesPerSecond: { after: { en: ' frames/s', es: ' cuadros/s' } },
    keyframeIntervalSeconds: {
      before: { en: 'keyframe every ', es: 'cuadro clave cada ' },
      after: ' s',
    },
    picture: { before: { en: 'picture: ', es: 'imagen: ' } },
  },
  playlist: {
    segments: { after: { en: ' segments', es: ' segmentos' } },
    mediaSequence: { before: { en: 'first is number ', es: 'el primero es el número ' } },
    newestSegmentAgeSeconds: {
      before: { en: 'newest ', es: 'el último, hace ' },
      after: { en: ' s ago', es: ' s' },
    },
  },
  nginx: {
    httpStatus: { before: 'HTTP ' },
    requestsPerSecond: { after: { en: ' requests/s', es: ' solicitudes/s' } },
    playlistCacheControl: {},
  },
  viewer: {
    viewers: { after: { en: ' watching', es: ' mirando' } },
    latencySeconds: {
      after: { en: ' s behind the live edge', es: ' s de retraso respecto al vivo' },
    },
    glassToGlassSeconds: { after: { en: ' s glass to glass', es: ' s de cámara a pantalla' } },
    bufferSeconds: { after: { en: ' s buffered', es: ' s en el búfer' } },
    stalls: { after: { en: ' stalls', es: ' cortes' } },
  },
};

function figureTexts(id: HopId, figures: Hops[HopId]['figures'], language: Language): string[] {
  const say = (text: Text | string = '') => (typeof text === 'string' ? text : text[language]);
  return Object.entries<FigureFormat>(formats[id]).flatMap(([name, { before, after, isRare }]) => {
    const value = (figures as Record<string, unknown>)[name];
    if (value === null || value === undefined) return [];
    if (isRare && shortNumber(Number(value), language) === '0') return [];
    return [
      `${say(before)}${typeof value === 'number' ? shortNumber(value, language) : value}${say(after)}`,
    ];
  });
}

const shortNumber = (value: number, language: Language): string =>
  value.toLocaleString(numberLocales[language], { maximumFractionDigits: 1, useGrouping: false });
