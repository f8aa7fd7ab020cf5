/** One stack, watched by more and more viewers, by HLS and by WebRTC in turns. */
import { availableParallelism } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { listsSegments, startOwnStack } from '../../checks/own-stack.ts';
import { Scope } from '../../labs/scope.ts';
import type { Text } from '../../language/text.ts';
import type { BenchContext } from '../bench.ts';
import { type MeasuredCost, measureCost } from './measure.ts';
import { settleSeconds, stackSeconds, startSeconds, type ViewersPlan } from './plan.ts';
import { startSecureOrigin } from './secure-origin.ts';
import {
  pidOf,
  type WatchedLoad,
  type Watching,
  watchByHls,
  watchByWebRtc,
} from './watched-load.ts';

export interface WayOfRepetition {
  /** The server without a viewer. */
  idle: MeasuredCost;
  loads: WatchedLoad[];
  /** The number of viewers with which this machine was full, themselves included; null: it never was. */
  fullAt: number | null;
}

export interface Repetition {
  hls: WayOfRepetition;
  webrtc: WayOfRepetition;
  /** By HTTPS, where that was measured and the machine was not full. */
  https: WatchedLoad | null;
  streamBitsPerSecond: number;
}

const icePorts = 1_000;
const leastSegments = 3;
const limitSeconds = 60;
/** For the rest of the stack, which has to go on as before: publisher, FFmpeg, supervisor. */
const coresToSpare = 0.4;

type Way = 'hls' | 'webrtc' | 'https';

export async function runRepetition(
  plan: ViewersPlan,
  context: BenchContext,
  which: string,
): Promise<Repetition> {
  const { programs, iceAddress, progress, signal } = context;
  const scope = new Scope();
  try {
    progress.step(texts.starting(which), stackSeconds);
    const stack = await startOwnStack(scope, { programs, iceAddress, icePorts });
    await stack.waitForStatus('segments', listsSegments(leastSegments), limitSeconds, signal);
    // Where the site has not been built yet, this takes both cores for a while.
    await stack.waitForPages(signal);

    progress.step(texts.idle(which), plan.measuredSeconds);
    const { nginx, janus } = stack.daemons;
    const [hls, webrtc] = await Promise.all(
      [nginx, janus].map(async (daemon): Promise<WayOfRepetition> => {
        const idle = await measureCost(pidOf(daemon), [], plan.measuredSeconds, signal);
        return { idle, loads: [], fullAt: null };
      }),
    );
    const repetition = { hls, webrtc } as Pick<Repetition, 'hls' | 'webrtc'>;
    const prepare = (way: Way, viewers: number): Watching => {
      const seconds = plan.measuredSeconds;
      progress.step(texts.watching(which, way, viewers), startSeconds[way](viewers));
      const settle = async () => {
        progress.step(texts.watching(which, way, viewers), settleSeconds + seconds);
        await delay(settleSeconds * 1_000, undefined, { signal });
      };
      return { stack, viewers, seconds, settle, signal };
    };
    for (const viewers of plan.loads) {
      await addLoad(repetition.hls, () => watchByHls(prepare('hls', viewers.hls)));
      await addLoad(repetition.webrtc, () => watchByWebRtc(prepare('webrtc', viewers.webrtc)));
    }
    let https: WatchedLoad | null = null;
    if (plan.https !== null) {
      const watching = prepare('https', plan.https);
      const origin = await startSecureOrigin(scope, stack.settings, programs.nginx);
      const load = await watchByHls(watching, origin);
      https = isUsable(load) ? load : null;
    }
    const { kilobitsPerSecond } = stack.status.current().hops.publisher.figures;
    return { ...repetition, https, streamBitsPerSecond: (kilobitsPerSecond ?? 0) * 1_000 };
  } finally {
    await scope.close();
  }
}

/** Adds what was watched, and does not rise any more once the machine is full. */
async function addLoad(way: WayOfRepetition, watch: () => Promise<WatchedLoad>): Promise<void> {
  if (way.fullAt !== null) return;
  const load = await watch();
  if (isFull(load)) way.fullAt = load.viewers;
  if (isUsable(load)) way.loads.push(load);
}

const isFull = ({ serverCores, generatorCores }: WatchedLoad): boolean =>
  serverCores + generatorCores > availableParallelism() - coresToSpare;

/** On a full machine a viewer that gets too little says nothing about the server. */
const isUsable = (load: WatchedLoad): boolean => !isFull(load) || load.errors === 0;

const names = { hls: 'HLS', webrtc: 'WebRTC', https: 'HLS over HTTPS' } as const satisfies Record<
  Way,
  string
>;

const texts = {
  starting: (which: string): Text => ({
    en: `viewers, ${which}: starting a stack of its own`,
    es: `espectadores, ${which}: arrancando un sistema propio`,
  }),
  idle: (which: string): Text => ({
    en: `viewers, ${which}: without a viewer`,
    es: `espectadores, ${which}: sin ningún espectador`,
  }),
  watching: (which: string, way: Way, viewers: number): Text => ({
    en: `viewers, ${which}: ${viewers} by ${names[way]}`,
    es: `espectadores, ${which}: ${viewers} por ${names[way]}`,
  }),
};
