/** Results written by hand: they test how figures are shown, and were measured by nobody. */
import { bound } from '../../../scripts/bench/bounds.ts';
import {
  type BudgetPart,
  budgetParts,
  type Distribution,
  type Results,
  resultsSchema,
  resultsVersion,
  type ViewerLoad,
  type WatchingWay,
} from '../../../scripts/bench/results.ts';
import type { WeatherCondition, WeatherRun } from '../../../scripts/bench/weather/weather-run.ts';

/** Around a median. */
export const around = (p50: number, p5 = p50, p95 = p50): Distribution => ({
  ...{ count: 3, p5, p50, p95, least: p5, most: p95 },
});

/** Of no version's limits: those may become narrower. */
const tooSlow = { id: 'latency-low', measured: 3.21, least: null, most: 3, holds: false };

const ran = {
  measuredAt: '2026-03-07T12:00:00.000Z',
  tookSeconds: 61,
  isQuick: false,
  repetitions: 3,
  loadBefore: 0.25,
};

const way = (name: WatchingWay, p50: number, parts: Partial<Record<BudgetPart, number>>) => ({
  way: name,
  viewers: 3,
  watchedSeconds: 270,
  stalls: 0,
  glassToGlassSeconds: around(p50, 0.9 * p50, 1.1 * p50),
  repetitionMediansSeconds: around(p50, 0.95 * p50, 1.05 * p50),
  budget: budgetParts.map((part) => {
    const measured = parts[part];
    return {
      part,
      predictedSeconds: measured === undefined ? 0 : 1.5 * measured,
      measuredSeconds: measured === undefined ? null : around(measured, measured, 2 * measured),
    };
  }),
});

const load = (viewers: number, cores: number): ViewerLoad => ({
  viewers,
  serverCores: around(cores, 0.9 * cores, 1.1 * cores),
  generatorCores: around(2 * cores),
  serverMemoryBytes: around(20e6),
  bytesPerSecond: around(175_000 * viewers),
  cpuSecondsPerViewerMinute: around((60 * cores) / viewers),
  errors: 0,
});

const start = (biasMilliseconds: number) => ({
  seconds: 180,
  flashes: 178,
  biasMilliseconds,
  spreadMilliseconds: 21,
  driftMillisecondsPerMinute: -0.4,
  offsets: Array.from({ length: 18 }, (_, index): [number, number] => [
    10 * index,
    biasMilliseconds + (index % 3),
  ]),
});

/** Two runs: straight to FFmpeg, where viewers die, and through the relay. */
const weatherRuns = (condition: WeatherCondition): WeatherRun[] => [
  {
    ...{ condition, ingest: 'direct', picture: 'copy', weatherSeconds: 60 },
    viewers: [
      { client: 'hls', died: 'fatal', reason: 'mediaError: mediaSourceRequiresReset' },
      { client: 'hls-near', died: 'no-picture', reason: null },
      { client: 'shaka', died: null, reason: null },
    ].map((viewer) => ({
      ...(viewer as Pick<WeatherRun['viewers'][number], 'client' | 'died' | 'reason'>),
      ...{ frozenSeconds: 31.2, freezes: 42, stalledSeconds: 12.5, stalls: 9 },
    })),
    segments: {
      ...{ count: 30, damaged: ['a-segment-00001.ts', 'a-segment-00002.ts'], errors: 71 },
      ...{ longestSeconds: 4.1, leftOut: 2 },
    },
    sound: { medianMilliseconds: -61, driftMillisecondsPerMinute: 59, flashes: 22 },
    brokenRules: ['4.3.3.1: a-segment-00001.ts lasts 4.1 s, of 2 s at most'],
    relay: null,
    ...{ publisherKilobitsPerSecond: 1_312, load: 1.9 },
  },
  {
    ...{ condition, ingest: 'relay', picture: 'copy', weatherSeconds: 60 },
    viewers: (['hls', 'hls-near', 'shaka'] as const).map((client) => ({
      ...{ client, died: null, reason: null },
      ...{ frozenSeconds: 2.4, freezes: 5, stalledSeconds: 0, stalls: 0 },
    })),
    segments: { count: 30, damaged: [], errors: 0, longestSeconds: 2.2, leftOut: 0 },
    sound: { medianMilliseconds: 4, driftMillisecondsPerMinute: 0.4, flashes: 29 },
    brokenRules: [],
    relay: {
      ...{ lostPackets: 12, repairedPackets: 240, droppedFrames: 71, keyframesRequested: 6 },
      ...{ longestFreezeSeconds: 0.9, cores: 0.021, addedMilliseconds: 3.4 },
    },
    ...{ publisherKilobitsPerSecond: 1_312, load: 1.9 },
  },
];

export const exampleResults: Results = resultsSchema.parse({
  version: resultsVersion,
  machine: {
    processor: 'Example processor',
    cores: 2,
    memoryBytes: 8e9,
    operatingSystem: 'Example OS 1',
    kernel: 'Linux 6.1',
    programs: { node: '20.20.0', nginx: '1.22.1' },
  },
  latency: {
    run: { ...ran, bounds: [tooSlow, bound('latency-classic', 13)] },
    ways: [
      way('webrtc', 0.064, { encode: 0.033, network: 0.002, display: 0.028 }),
      way('classic', 13, { encode: 0.033, segment: 2.1, poll: 1, buffer: 9.8, display: 0.03 }),
      way('low', 3.21, { encode: 0.033, segment: 0.6, poll: 0.4, buffer: 2.1, display: 0.03 }),
    ],
  },
  sync: {
    run: { ...ran, bounds: [bound('sync-bias', 7)] },
    starts: [start(-12), start(7), start(18)],
    biasMilliseconds: around(7, -12, 18),
    spreadMilliseconds: around(21),
    driftMillisecondsPerMinute: around(-0.4),
  },
  viewers: {
    run: { ...ran, bounds: [bound('viewers-ratio', 97)] },
    streamBitsPerSecond: 1_400_000,
    hls: {
      loads: [load(10, 0.0037), load(100, 0.0089), load(1_000, 0.059)],
      fixedCores: 0.003,
      coresPerViewer: 0.000056,
      viewersPerCore: 17_803,
      memoryBytesPerViewer: 1_100,
      fullAt: null,
    },
    webrtc: {
      loads: [load(5, 0.037), load(20, 0.12), load(80, 0.45)],
      fixedCores: 0.01,
      coresPerViewer: 0.0054,
      viewersPerCore: 183,
      memoryBytesPerViewer: 300_000,
      fullAt: 200,
    },
    ratio: around(97, 95, 101),
    https: { load: load(1_000, 0.236), ratio: around(24, 23, 25) },
  },
  edge: {
    run: { ...ran, repetitions: 1, bounds: [bound('edge-held', 0)] },
    loads: [10, 1_000, 3_000].map((viewers) => ({
      viewers,
      edgeRequestsPerSecond: around(viewers),
      originRequestsPerSecond: around(1.02),
      edgeBytesPerSecond: around(175_000 * viewers),
      originBytesPerSecond: around(180_000),
      answeredByEdge: 1 - 1.02 / viewers,
      waitMilliseconds: { p50: 0.4, p99: 8.1, most: 52 },
      heldByLock: 0,
      errors: 0,
    })),
  },
  transcode: {
    run: { ...ran, isQuick: true, bounds: [] },
    recipes: [
      { recipe: 'copy', cores: around(0.02), memoryBytes: around(57e6), streamsPerCore: 50 },
      {
        recipe: 'encode',
        cores: around(0.305, 0.29, 0.32),
        memoryBytes: around(120e6),
        streamsPerCore: 3.3,
      },
      { recipe: 'ladder', cores: around(0.54), memoryBytes: around(240e6), streamsPerCore: 1.9 },
    ],
  },
  weather: {
    run: { ...ran, repetitions: 1, bounds: [bound('weather-deaths', 0)] },
    segmentSeconds: 2,
    relay: { cores: 0.033, addedMilliseconds: around(0.7, 0.5, 1.3) },
    runs: [...weatherRuns('loss-5'), ...weatherRuns('blackout')],
  },
} satisfies Results);
