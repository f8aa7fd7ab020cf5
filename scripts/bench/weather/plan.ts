/** Which runs there are, and how long each takes: time left is told from the same table. */
import type { BenchOptions } from '../bench.ts';
import {
  type WeatherCondition,
  type WeatherIngest,
  type WeatherPicture,
  weatherConditions,
  weatherIngests,
  weatherPictures,
} from './weather-run.ts';

/** One stack, and the weathers it goes through. */
export interface StackPlan {
  ingest: WeatherIngest;
  picture: WeatherPicture;
  conditions: readonly WeatherCondition[];
  /** How long each weather lasts. */
  weatherSeconds: number;
}

/** A viewer sees the weather's end some seconds later; and who shows nothing for so long has died. */
export const tailSeconds = 10;

export function planOf({ isQuick }: BenchOptions): StackPlan[] {
  if (isQuick) {
    const conditions = ['loss-1', 'loss-5', 'blackout'] as const;
    return [{ ingest: 'relay', picture: 'copy', conditions, weatherSeconds: 25 }];
  }
  return weatherIngests.flatMap((ingest) =>
    weatherPictures.map((picture) => ({
      ...{ ingest, picture, conditions: weatherConditions, weatherSeconds: 60 },
    })),
  );
}

/** Until the publisher is on air and the first segments are listed. */
export const startSeconds = 20;

/** Until the viewers of a run play, and the publisher's sound was looked at. */
export const joinSeconds = 18;

/** Decoding what a run has left; after all of them, for it takes a core. */
export const evaluateSeconds = ({ weatherSeconds }: StackPlan): number => 4 + 0.2 * weatherSeconds;

export const runSeconds = (plan: StackPlan): number =>
  joinSeconds + plan.weatherSeconds + tailSeconds;

export const stackSeconds = (plan: StackPlan): number =>
  startSeconds + plan.conditions.length * (runSeconds(plan) + evaluateSeconds(plan));
