/**
 * `npm run bench -- weather`: what loss, delay, jitter and a clock that is off do to viewers, before
 * (Janus straight to FFmpeg) and after (through the relay), with the picture copied and encoded anew.
 */
import { Scope } from '../../labs/scope.ts';
import type { Text } from '../../language/text.ts';
import type { Bench, BenchContext } from '../bench.ts';
import { weatherBounds } from './bounds-of-runs.ts';
import {
  evaluateSeconds,
  planOf,
  runSeconds,
  type StackPlan,
  stackSeconds,
  startSeconds,
} from './plan.ts';
import { measureRelay } from './relay-cost.ts';
import { runCondition, type UnjudgedRun } from './run-condition.ts';
import type { WeatherRun } from './weather-run.ts';
import { WeatheredStack } from './weathered-stack.ts';

export const weatherBench: Bench<'weather'> = {
  name: 'weather',
  plannedSeconds: (options) =>
    planOf(options).reduce((seconds, plan) => seconds + stackSeconds(plan), relayCostSeconds),
  async run(context) {
    const relay = await relayAlone(context);
    const measured = { relay, ...(await runPlans(planOf(context), context)) };
    return { ...measured, repetitions: 1, bounds: weatherBounds(measured) };
  },
};

/** What the relay costs, while nothing else runs. */
export async function relayAlone({ progress, signal }: PlanContext) {
  progress.step(texts.relay, relayCostSeconds);
  const scope = new Scope();
  try {
    return await measureRelay(scope, { seconds: relayWatchSeconds, signal });
  } finally {
    await scope.close();
  }
}

export type PlanContext = Pick<BenchContext, 'programs' | 'iceAddress' | 'progress' | 'signal'>;

/**
 * Runs any plans: those of the bench, or single ones while something is tuned.
 * @param onRun called with each run as soon as it is over.
 */
export async function runPlans(
  plans: readonly StackPlan[],
  context: PlanContext,
  onRun: (run: WeatherRun) => void = () => {},
): Promise<{ runs: WeatherRun[]; segmentSeconds: number }> {
  const runs: WeatherRun[] = [];
  let segmentSeconds = 0;
  for (const plan of plans) {
    const scope = new Scope();
    try {
      context.progress.step(starting(plan), startSeconds);
      const weathered = await WeatheredStack.start(scope, plan, context);
      segmentSeconds = weathered.stack.settings.profile.segmentSeconds;
      const unjudged: UnjudgedRun[] = [];
      for (const condition of plan.conditions) {
        context.progress.step(watching(plan, condition), runSeconds(plan));
        unjudged.push(await runCondition(weathered, condition, plan, context));
      }
      context.progress.step(texts.evaluating, plan.conditions.length * evaluateSeconds(plan));
      for (const { judge } of unjudged) {
        const run = await judge();
        runs.push(run);
        onRun(run);
      }
    } finally {
      await scope.close();
    }
  }
  return { runs, segmentSeconds };
}

const relayWatchSeconds = 15;
const relayCostSeconds = relayWatchSeconds + 5;

const texts = {
  evaluating: {
    en: 'weather: decoding what was published',
    es: 'clima: decodificando lo que se publicó',
  },
  relay: { en: 'weather: what the relay costs', es: 'clima: cuánto cuesta el relé' },
} satisfies Record<string, Text>;

const starting = ({ ingest, picture }: StackPlan): Text => ({
  en: `weather, ${ingest}, ${picture}: starting a stack of its own`,
  es: `clima, ${ingest}, ${picture}: arrancando un sistema propio`,
});

const watching = ({ ingest, picture }: StackPlan, condition: string): Text => ({
  en: `weather, ${ingest}, ${picture}: ${condition}`,
  es: `clima, ${ingest}, ${picture}: ${condition}`,
});
