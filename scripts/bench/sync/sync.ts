/**
 * `npm run bench -- sync`: the synthetic publisher's beep against its flash, in the segments a viewer
 * plays. Several stacks side by side are several starts: how audio and video are put on one clock is
 * decided when a session begins.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { listsSegments, startOwnStack } from '../../checks/own-stack.ts';
import { Scope } from '../../labs/scope.ts';
import type { Text } from '../../language/text.ts';
import type { Bench, BenchContext, BenchOptions } from '../bench.ts';
import { bound } from '../bounds.ts';
import { SegmentKeeper } from '../segment-keeper.ts';
import { distribution } from '../statistics.ts';
import { measureStart, type SyncStart } from './measure-start.ts';

interface SyncPlan {
  starts: number;
  /** How long each is watched. */
  seconds: number;
}

const planOf = ({ isQuick }: BenchOptions): SyncPlan =>
  isQuick ? { starts: 3, seconds: 40 } : { starts: 3, seconds: 180 };

/** Of all stacks, until the first segment is listed. */
const startSeconds = 14;
const startLimitSeconds = 60;

/** Decoding a second of the stream. */
const evaluateSecondsPerSecond = 0.05;

const evaluateSeconds = ({ starts, seconds }: SyncPlan): number =>
  2 + starts * seconds * evaluateSecondsPerSecond;

export const syncBench: Bench<'sync'> = {
  name: 'sync',
  plannedSeconds(options) {
    const plan = planOf(options);
    return startSeconds + plan.seconds + evaluateSeconds(plan);
  },
  async run(context) {
    const plan = planOf(context);
    const starts = await watchStarts(plan, context);
    const biasMilliseconds = distribution(starts.map((start) => start.biasMilliseconds));
    const drift = distribution(starts.map((start) => start.driftMillisecondsPerMinute));
    return {
      starts,
      biasMilliseconds,
      spreadMilliseconds: distribution(starts.map((start) => start.spreadMilliseconds)),
      driftMillisecondsPerMinute: drift,
      repetitions: plan.starts,
      // Each start, not their median: two that err either way are not right together.
      bounds: [
        bound('sync-bias', furthestFromZero(starts.map((start) => start.biasMilliseconds))),
        bound(
          'sync-drift',
          furthestFromZero(starts.map((start) => start.driftMillisecondsPerMinute)),
        ),
      ],
    };
  },
};

async function watchStarts(plan: SyncPlan, context: BenchContext): Promise<SyncStart[]> {
  const { programs, iceAddress, progress, signal } = context;
  const scope = new Scope();
  try {
    progress.step(texts.starting, startSeconds);
    const start = async () => {
      const stack = await startOwnStack(scope, { programs, iceAddress });
      const keeper = await SegmentKeeper.start(scope, stack.settings);
      await stack.waitForStatus('a segment', listsSegments(1), startLimitSeconds, signal);
      await stack.waitForPages(signal);
      return keeper;
    };
    // The first alone: where the site has not been built yet, they would all build it.
    const keepers = [await start()];
    keepers.push(...(await Promise.all(Array.from({ length: plan.starts - 1 }, start))));
    progress.step(texts.watching(plan), plan.seconds);
    await delay(plan.seconds * 1_000, undefined, { signal });
    progress.step(texts.evaluating, evaluateSeconds(plan));
    const starts: SyncStart[] = [];
    for (const { segments } of keepers) {
      signal.throwIfAborted();
      const files = segments.map(({ file }) => file);
      starts.push(await measureStart(files, programs.ffmpeg));
    }
    return starts;
  } finally {
    await scope.close();
  }
}

const furthestFromZero = (values: readonly number[]): number =>
  values.reduce((furthest, value) => (Math.abs(value) > Math.abs(furthest) ? value : furthest), 0);

const texts = {
  starting: {
    en: 'sync: starting several stacks side by side',
    es: 'sincronía: arrancando varios sistemas a la vez',
  },
  watching: ({ starts }: SyncPlan) => ({
    en: `sync: keeping the segments of ${starts} starts`,
    es: `sincronía: guardando los segmentos de ${starts} arranques`,
  }),
  evaluating: {
    en: 'sync: looking for flashes and beeps',
    es: 'sincronía: buscando destellos y bips',
  },
} satisfies Record<string, Text | ((plan: SyncPlan) => Text)>;
