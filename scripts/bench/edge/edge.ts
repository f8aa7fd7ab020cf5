/**
 * `npm run bench -- edge`: what the origin notices of ten viewers, and of three thousand, when an nginx
 * that caches stands before it.
 */
import { quantile } from 'simple-statistics';
import { Scope } from '../../labs/scope.ts';
import type { Text } from '../../language/text.ts';
import type { Bench } from '../bench.ts';
import { bound } from '../bounds.ts';
import type { EdgeLoad } from '../results.ts';
import { distribution } from '../statistics.ts';
import { startDelivery } from './delivery.ts';
import { joinSeconds, plannedSeconds, planOf, startSeconds } from './plan.ts';
import { type WatchedEdge, watchEdge } from './watch-edge.ts';

/** nginx looks at those who wait for its cache lock every 500 ms: whoever waited this long was held by it. */
const heldMilliseconds = 400;
/** The number of viewers at which the share that the edge answers must be reached. */
const boundViewers = 1_000;

export const edgeBench: Bench<'edge'> = {
  name: 'edge',
  plannedSeconds: (options) => plannedSeconds(planOf(options)),
  async run(context) {
    const { progress, signal } = context;
    const { viewers: counts, repetitions, measuredSeconds } = planOf(context);
    const scope = new Scope();
    try {
      progress.step(texts.starting, startSeconds);
      const delivery = await startDelivery(scope, context);
      const watched: WatchedEdge[] = [];
      for (let repetition = 1; repetition <= repetitions; repetition += 1) {
        for (const viewers of counts) {
          const what = texts.watching(viewers, `${repetition}/${repetitions}`);
          progress.step(what, joinSeconds(viewers));
          const onWatching = () => progress.step(what, measuredSeconds);
          const seconds = measuredSeconds;
          watched.push(await watchEdge(delivery, { viewers, seconds, onWatching, signal }));
        }
      }
      const loads = counts.map((viewers) =>
        summary(watched.filter((watch) => watch.viewers === viewers)),
      );
      return { loads, repetitions, bounds: boundsOf(loads) };
    } finally {
      await scope.close();
    }
  },
};

/** All repetitions with the same number of viewers. */
function summary(watched: readonly WatchedEdge[]): EdgeLoad {
  const perSecond = (figure: 'edgeRequests' | 'originRequests' | 'edgeBytes' | 'originBytes') =>
    distribution(watched.map((watch) => watch[figure] / watch.seconds));
  const sum = (figure: 'edgeRequests' | 'originRequests' | 'errors') =>
    watched.reduce((total, watch) => total + watch[figure], 0);
  const waits = watched.flatMap((watch) => watch.waits);
  const [p50 = 0, p99 = 0, most = 0] = quantile(waits, [0.5, 0.99, 1]);
  return {
    viewers: watched[0]?.viewers ?? 0,
    edgeRequestsPerSecond: perSecond('edgeRequests'),
    originRequestsPerSecond: perSecond('originRequests'),
    edgeBytesPerSecond: perSecond('edgeBytes'),
    originBytesPerSecond: perSecond('originBytes'),
    answeredByEdge: Math.max(0, 1 - sum('originRequests') / sum('edgeRequests')),
    waitMilliseconds: { p50, p99, most },
    heldByLock: waits.filter((wait) => wait >= heldMilliseconds).length,
    errors: sum('errors'),
  };
}

function boundsOf(loads: readonly EdgeLoad[]) {
  const [fewest] = loads;
  const most = loads.at(-1);
  const atBound = loads.find(({ viewers }) => viewers === boundViewers);
  if (!fewest || !most || !atBound) throw new Error(`No load of ${boundViewers} viewers`);
  const growth = most.originRequestsPerSecond.p50 / fewest.originRequestsPerSecond.p50;
  const total = (figure: 'heldByLock' | 'errors') =>
    loads.reduce((sum, load) => sum + load[figure], 0);
  return [
    bound('edge-answered', atBound.answeredByEdge),
    bound('edge-origin-growth', growth),
    bound('edge-held', total('heldByLock')),
    bound('errors', total('errors')),
  ];
}

const texts = {
  starting: {
    en: 'edge: starting a stream, an origin and an edge',
    es: 'borde: arrancando una señal, un origen y un borde',
  },
  watching: (viewers: number, which: string): Text => ({
    en: `edge, ${which}: ${viewers} viewers`,
    es: `borde, ${which}: ${viewers} espectadores`,
  }),
};
