/**
 * Single figures by name, for sentences: `@[figure](viewers.ratio)` in a page. A page that names one
 * never carries a stale number. {@link figures} lists them; the ones of this kind there are:
 *
 * - `latency.WAY` (`webrtc`, `classic`, `balanced`, `low`): the median; `latency.WAY.range`: p5 to p95;
 *   `latency.WAY.stalls`, of HLS
 * - `budget.WAY.PART` (`encode`, `network`, `segment`, `poll`, `buffer`, `display`): measured, where it
 *   has a part in it; `budget.WAY.PART.predicted`
 * - `sync.bias`, `sync.spread`, `sync.drift`, `sync.starts`, `sync.minutes`
 * - `viewers.ratio`, `viewers.bitrate`; `viewers.SERVER.…` (`hls`, `webrtc`): `perCore`, `most` (viewers),
 *   `cores` (with most viewers, of a core), `cpu` (per viewer-minute, with most viewers), `traffic`,
 *   `memory` (with most viewers), `memoryPerViewer`, `millionCores` (for a million viewers);
 *   `viewers.SERVER.N.cores` with N viewers; of HLS by HTTPS `viewers.https.…`: `ratio`, `cpu`, `cores`,
 *   `most`
 * - `edge.most`, `edge.answered`, `edge.originGrowth`; `edge.N.…` with N viewers: `edge`, `origin`,
 *   `originRate` (a bare number), `answered`, `p50`, `p99`, `worst`, `held`
 * - `transcode.RECIPE` (`copy`, `encode`, `ladder`), `transcode.RECIPE.streams`
 * - `weather.relayCores`, `weather.relayDelay`: what the relay costs, and how long it holds a picture
 * - `minutes.BENCH`, `minutes.all`: how long they took
 * - `machine.processor`, `machine.cores`, `machine.memory`, `machine.system`, `machine.PROGRAM`
 */
import type { Language } from '../../language/text.ts';
import type { Results } from '../results.ts';
import { benchOf } from './names.ts';
import {
  bitrate,
  bytes,
  drift,
  type Format,
  milliseconds,
  offsetMilliseconds,
  percent,
  perSecond,
  range,
  rate,
  roundNumber,
  sharePercent,
  shortMinutes,
  spokenSeconds,
  wholeNumber,
} from './numbers.ts';

type Say = (language: Language) => string;
type Figures = Readonly<Record<string, Say>>;

/** @returns every figure that these results have, by name. */
export const figures = (results: Results): Figures => ({
  ...latencyFigures(results),
  ...syncFigures(results),
  ...viewersFigures(results),
  ...edgeFigures(results),
  ...transcodeFigures(results),
  ...weatherFigures(results),
  ...minutesFigures(results),
  ...machineFigures(results),
});

/** @throws {Error} with the names there are, for another one. */
export function figure(results: Results, name: string, language: Language): string {
  const all = figures(results);
  const say = all[name];
  if (say) return say(language);
  const [kind = ''] = name.split('.');
  const similar = Object.keys(all).filter((each) => each.startsWith(`${kind}.`));
  throw new Error(
    similar.length > 0
      ? `there is no figure "${name}", only ${similar.join(', ')}`
      : `there is no figure "${name}": either the results have nothing of "${kind}", or nothing is called so`,
  );
}

const number =
  (value: number, format: Format): Say =>
  (language) =>
    format(value, language);

function latencyFigures({ latency }: Results): Figures {
  const ways = latency?.ways ?? [];
  const own = ways.flatMap(({ way, glassToGlassSeconds, stalls, budget }): [string, Say][] => [
    [`latency.${way}`, number(glassToGlassSeconds.p50, spokenSeconds)],
    [
      `latency.${way}.range`,
      (language) =>
        range(
          spokenSeconds(glassToGlassSeconds.p5, language),
          spokenSeconds(glassToGlassSeconds.p95, language),
          language,
        ),
    ],
    ...(way === 'webrtc'
      ? []
      : ([[`latency.${way}.stalls`, number(stalls, wholeNumber)]] satisfies [string, Say][])),
    ...budget.flatMap(({ part, predictedSeconds, measuredSeconds }): [string, Say][] =>
      measuredSeconds === null
        ? []
        : [
            [`budget.${way}.${part}`, number(measuredSeconds.p50, spokenSeconds)],
            [`budget.${way}.${part}.predicted`, number(predictedSeconds, spokenSeconds)],
          ],
    ),
  ]);
  return Object.fromEntries(own);
}

function syncFigures({ sync }: Results): Figures {
  if (!sync) return {};
  return {
    'sync.bias': number(sync.biasMilliseconds.p50, offsetMilliseconds),
    'sync.spread': number(sync.spreadMilliseconds.p50, milliseconds),
    'sync.drift': number(sync.driftMillisecondsPerMinute.p50, drift),
    'sync.starts': number(sync.starts.length, wholeNumber),
    'sync.minutes': number(sync.starts[0]?.seconds ?? 0, shortMinutes),
  };
}

function viewersFigures({ viewers }: Results): Figures {
  if (!viewers) return {};
  const { hls, https, webrtc, ratio, streamBitsPerSecond } = viewers;
  const own = Object.entries({ hls, webrtc }).flatMap(([server, cost]): [string, Say][] => {
    const most = cost.loads.at(-1);
    const name = (figure: string) => `viewers.${server}.${figure}`;
    return [
      [name('perCore'), number(cost.viewersPerCore, roundNumber)],
      [name('memoryPerViewer'), number(cost.memoryBytesPerViewer, bytes)],
      ...cost.loads.map((load): [string, Say] => [
        name(`${load.viewers}.cores`),
        number(load.serverCores.p50, percent),
      ]),
      ...(most
        ? ([
            [name('most'), number(most.viewers, wholeNumber)],
            [
              name('millionCores'),
              number((1e6 * most.cpuSecondsPerViewerMinute.p50) / 60, roundNumber),
            ],
            [name('cores'), number(most.serverCores.p50, percent)],
            [name('cpu'), number(1_000 * most.cpuSecondsPerViewerMinute.p50, milliseconds)],
            [name('traffic'), number(most.bytesPerSecond.p50, bitrate)],
            [name('memory'), number(most.serverMemoryBytes.p50, bytes)],
          ] satisfies [string, Say][])
        : []),
    ];
  });
  return {
    'viewers.ratio': number(ratio.p50, roundNumber),
    ...(https
      ? {
          'viewers.https.ratio': number(https.ratio.p50, roundNumber),
          'viewers.https.cpu': number(
            1_000 * https.load.cpuSecondsPerViewerMinute.p50,
            milliseconds,
          ),
          'viewers.https.cores': number(https.load.serverCores.p50, percent),
          'viewers.https.most': number(https.load.viewers, wholeNumber),
        }
      : {}),
    'viewers.bitrate': number(streamBitsPerSecond / 8, bitrate),
    ...Object.fromEntries(own),
  };
}

function edgeFigures({ edge }: Results): Figures {
  if (!edge) return {};
  const [first, last] = [edge.loads[0], edge.loads.at(-1)];
  if (!first || !last) return {};
  const atThousand = edge.loads.find(({ viewers }) => viewers === 1_000) ?? last;
  const own = edge.loads.flatMap((load): [string, Say][] => {
    const name = (figure: string) => `edge.${load.viewers}.${figure}`;
    return [
      [name('edge'), number(load.edgeRequestsPerSecond.p50, perSecond)],
      [name('origin'), number(load.originRequestsPerSecond.p50, perSecond)],
      [name('originRate'), number(load.originRequestsPerSecond.p50, rate)],
      [name('answered'), number(load.answeredByEdge, sharePercent)],
      [name('p50'), number(load.waitMilliseconds.p50, milliseconds)],
      [name('p99'), number(load.waitMilliseconds.p99, milliseconds)],
      [name('worst'), number(load.waitMilliseconds.most, milliseconds)],
      [name('held'), number(load.heldByLock, wholeNumber)],
    ];
  });
  return {
    'edge.most': number(last.viewers, wholeNumber),
    'edge.answered': number(atThousand.answeredByEdge, sharePercent),
    'edge.originGrowth': number(
      last.originRequestsPerSecond.p50 / first.originRequestsPerSecond.p50,
      roundNumber,
    ),
    ...Object.fromEntries(own),
  };
}

const transcodeFigures = ({ transcode }: Results): Figures =>
  Object.fromEntries(
    (transcode?.recipes ?? []).flatMap(({ recipe, cores, streamsPerCore }): [string, Say][] => [
      [`transcode.${recipe}`, number(cores.p50, percent)],
      [`transcode.${recipe}.streams`, number(streamsPerCore, roundNumber)],
    ]),
  );

const weatherFigures = ({ weather }: Results): Figures =>
  weather
    ? {
        'weather.relayCores': number(weather.relay.cores, percent),
        'weather.relayDelay': number(weather.relay.addedMilliseconds.p50, milliseconds),
      }
    : {};

/** `8 min`: how long each took, and all of them. */
function minutesFigures(results: Results): Figures {
  const ran = [...new Set(Object.values(benchOf))].flatMap((name): [string, number][] => {
    const bench = results[name];
    return bench ? [[name, bench.run.tookSeconds]] : [];
  });
  const all = ran.reduce((sum, [, tookSeconds]) => sum + tookSeconds, 0);
  return Object.fromEntries(
    [...ran, ['all', all] as const].map(([name, tookSeconds]): [string, Say] => [
      `minutes.${name}`,
      (language) => `${wholeNumber(Math.ceil(tookSeconds / 60), language)} min`,
    ]),
  );
}

function machineFigures({ machine }: Results): Figures {
  const { processor, cores, memoryBytes, operatingSystem, programs } = machine;
  return {
    'machine.processor': () => processor,
    'machine.cores': number(cores, wholeNumber),
    'machine.memory': number(memoryBytes, bytes),
    'machine.system': () => operatingSystem,
    ...Object.fromEntries(
      Object.entries(programs).map(([name, version]) => [`machine.${name}`, () => version]),
    ),
  };
}
