/** The weathers a run goes through, from the publisher to Janus. */
import type { ChosenConditions } from '../../weather/conditions.ts';
import type { WeatherCondition } from './weather-run.ts';

export interface Condition {
  /** What is not named is as in clear weather. */
  weather: ChosenConditions;
  /** How much faster the publisher's video clock goes than its sound's, in parts per million. */
  videoClockPartsPerMillion: number;
}

const weather = (given: ChosenConditions): Condition => ({
  weather: given,
  videoClockPartsPerMillion: 0,
});

export const conditions: Readonly<Record<WeatherCondition, Condition>> = {
  clear: weather({}),
  'loss-1': weather({ lossPercent: 1 }),
  'loss-5': weather({ lossPercent: 5 }),
  'loss-10': weather({ lossPercent: 10 }),
  'loss-5-far': weather({ lossPercent: 5, delayMilliseconds: 100 }),
  capped: weather({ rateKilobitsPerSecond: 700 }),
  jitter: weather({ jitterMilliseconds: 40, reorders: true }),
  blackout: weather({ blackoutSeconds: 1 }),
  skew: { weather: {}, videoClockPartsPerMillion: 1_000 },
};
