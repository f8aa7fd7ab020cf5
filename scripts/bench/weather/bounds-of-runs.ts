/** What the relay must hold to, over all its runs: each bound is told of the worst of them. */
import { bound } from '../bounds.ts';
import type { BenchResult, Bound } from '../results.ts';
import type { WeatherRun } from './weather-run.ts';

/** Of the direct way nothing is demanded: it is the "before". */
export function weatherBounds({
  runs,
  segmentSeconds,
  relay,
}: Pick<BenchResult<'weather'>, 'runs' | 'segmentSeconds' | 'relay'>): Bound[] {
  const relayed = runs.filter(({ ingest }) => ingest === 'relay');
  const of = (choice: Partial<Pick<WeatherRun, 'condition' | 'picture'>>) =>
    relayed.filter(
      ({ condition, picture }) =>
        condition === (choice.condition ?? condition) && picture === (choice.picture ?? picture),
    );
  const most = (chosen: readonly WeatherRun[], of: (run: WeatherRun) => number | null) => {
    const values = chosen.map(of).filter((value) => value !== null);
    return values.length > 0 ? Math.max(...values) : null;
  };
  const sum = (figure: (run: WeatherRun) => number) =>
    relayed.length > 0 ? relayed.reduce((total, run) => total + figure(run), 0) : null;
  const measured = {
    'weather-deaths': sum(({ viewers }) => viewers.filter(({ died }) => died !== null).length),
    'weather-damaged': sum(({ segments }) => segments.damaged.length),
    'weather-frozen-1': most(of({ condition: 'loss-1' }), frozenShare),
    'weather-frozen-5': most(of({ condition: 'loss-5', picture: 'copy' }), frozenShare),
    'weather-frozen-5-encode': most(of({ condition: 'loss-5', picture: 'encode' }), frozenShare),
    'weather-offset': most(relayed, ({ sound }) => sound && Math.abs(sound.medianMilliseconds)),
    'weather-drift': most(
      relayed,
      ({ sound }) => sound && Math.abs(sound.driftMillisecondsPerMinute),
    ),
    'weather-segment': most(relayed, ({ segments }) => segments.longestSeconds / segmentSeconds),
    'weather-rules': sum(({ brokenRules }) => brokenRules.length),
    'weather-relay-cores': relay.cores,
    'weather-relay-delay': relay.addedMilliseconds.p95,
  } as const;
  return Object.entries(measured).flatMap(([id, value]) =>
    value === null ? [] : [bound(id as keyof typeof measured, value)],
  );
}

/** Of the viewer that fared worst: the part of the weather's time without a new picture. */
export const frozenShare = ({ viewers, weatherSeconds }: WeatherRun): number =>
  // Who died has stood still for longer than the weather lasted.
  Math.min(1, Math.max(...viewers.map(({ frozenSeconds }) => frozenSeconds)) / weatherSeconds);
