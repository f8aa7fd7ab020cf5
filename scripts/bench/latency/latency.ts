/**
 * `npm run bench -- latency`: from the publisher's clock to the viewer's screen, by each way to watch.
 *
 * The clock is in the picture: what a screen shows tells when it was painted. Every stack has a WebRTC
 * viewer beside its players, of the same publisher and at the same time.
 */
import type { Text } from '../../language/text.ts';
import type { Bench } from '../bench.ts';
import { type BoundId, bound } from '../bounds.ts';
import { type Bound, budgetParts, type Measured, type WatchingWay } from '../results.ts';
import { distribution } from '../statistics.ts';
import {
  type MeasuredBudget,
  measurePlaylistBudget,
  measureRoomBudget,
  type PredictedBudget,
  predictBudget,
} from './budget.ts';
import type { MeterReadings } from './in-page/meter.ts';
import {
  planOf,
  profileSeconds,
  repetitionSeconds,
  secondsUntilWatched,
  viewersAtOnce,
} from './plan.ts';
import { type WatchedProfile, watchProfile } from './watch-profile.ts';

type Way = Measured<'latency'>['ways'][number];

export const latencyBench: Bench<'latency'> = {
  name: 'latency',
  plannedSeconds: (options) =>
    planOf(options).reduce((seconds, plan) => seconds + profileSeconds(plan), 0),
  async run(context) {
    const watched: WatchedProfile[] = [];
    for (const plan of planOf(context)) {
      context.progress.step(starting(plan.profile), secondsUntilWatched(plan));
      const watch = await watchProfile(plan, context, (index) =>
        context.progress.step(
          watching(plan.profile, index + 1, plan.watchSeconds.length),
          repetitionSeconds(plan, plan.watchSeconds[index] ?? 0),
        ),
      );
      watched.push(watch);
    }
    const ways = [roomWay(watched), ...watched.map(playlistWay)];
    const repetitions = Math.min(...watched.map((profile) => profile.repetitions.length));
    return { ways, repetitions, bounds: boundsOf(ways) };
  },
};

/** Every stack had one viewer by WebRTC at a time. */
function roomWay(watched: readonly WatchedProfile[]): Way {
  const repetitions = watched.flatMap((profile) => profile.repetitions);
  return wayOf('webrtc', {
    repetitions: repetitions.map(({ seconds, room }) => ({ seconds, viewers: [room] })),
    viewers: 1,
    predicted: predictBudget(null),
    measured: measureRoomBudget(repetitions),
  });
}

function playlistWay(watched: WatchedProfile): Way {
  const { profile, repetitions } = watched;
  return wayOf(profile.name, {
    repetitions: repetitions.map(({ seconds, players }) => ({ seconds, viewers: players })),
    viewers: viewersAtOnce,
    predicted: predictBudget(profile),
    measured: measurePlaylistBudget(watched),
  });
}

interface SeenByWay {
  repetitions: readonly { seconds: number; viewers: readonly MeterReadings[] }[];
  viewers: number;
  predicted: PredictedBudget;
  measured: MeasuredBudget;
}

function wayOf(way: WatchingWay, { repetitions, viewers, predicted, measured }: SeenByWay): Way {
  const latencies = repetitions.map((repetition) =>
    repetition.viewers.flatMap(({ frames }) => frames.map((frame) => frame.glassToGlassSeconds)),
  );
  const readings = repetitions.flatMap((repetition) => repetition.viewers);
  return {
    way,
    viewers,
    watchedSeconds: repetitions.reduce((sum, { seconds }) => sum + seconds * viewers, 0),
    stalls: readings.reduce((sum, { stalls }) => sum + stalls, 0),
    glassToGlassSeconds: distribution(latencies.flat()),
    repetitionMediansSeconds: distribution(latencies.map((values) => distribution(values).p50)),
    budget: budgetParts.map((part) => ({
      part,
      predictedSeconds: predicted[part],
      measuredSeconds: measured[part],
    })),
  };
}

const latencyBounds = {
  webrtc: 'latency-webrtc',
  classic: 'latency-classic',
  balanced: 'latency-balanced',
  low: 'latency-low',
} as const satisfies Record<WatchingWay, BoundId>;

function boundsOf(ways: readonly Way[]): Bound[] {
  return [
    ...ways.map(({ way, glassToGlassSeconds }) =>
      bound(latencyBounds[way], glassToGlassSeconds.p50),
    ),
    bound(
      'stalls',
      ways.reduce((sum, { stalls }) => sum + stalls, 0),
    ),
  ];
}

const starting = (profile: string): Text => ({
  en: `latency, ${profile}: starting a stack of its own`,
  es: `latencia, ${profile}: arrancando un sistema propio`,
});

const watching = (profile: string, repetition: number, repetitions: number): Text => ({
  en: `latency, ${profile}: watching, ${repetition} of ${repetitions}`,
  es: `latencia, ${profile}: mirando, ${repetition} de ${repetitions}`,
});
