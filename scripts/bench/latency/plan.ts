/** What the latency bench watches, and for how long: time left is told from the same table. */
import {
  type SegmentProfile,
  type SegmentProfileName,
  segmentProfiles,
} from '../../../labs/settings.ts';
import type { BenchOptions } from '../bench.ts';

/** Viewers of one stream at one time. */
export const viewersAtOnce = 3;

export interface ProfilePlan {
  profile: SegmentProfileName;
  /** One repetition each: new viewers come, settle, and are watched for so many seconds. */
  watchSeconds: readonly number[];
  /** A player that begins too far behind catches up, by a tenth of a second each second at most. */
  settleSeconds: number;
}

/** The aim for `low`: not one stall in so many seconds. */
const calmSeconds = 300;

const full: readonly ProfilePlan[] = [
  { profile: 'classic', watchSeconds: [14, 14, 14], settleSeconds: 8 },
  { profile: 'balanced', watchSeconds: [14, 14, 14], settleSeconds: 8 },
  { profile: 'low', watchSeconds: [calmSeconds, 14, 14], settleSeconds: 8 },
];

const quick: readonly ProfilePlan[] = [
  { profile: 'classic', watchSeconds: [8], settleSeconds: 4 },
  { profile: 'balanced', watchSeconds: [8], settleSeconds: 4 },
  { profile: 'low', watchSeconds: [10], settleSeconds: 4 },
];

export const planOf = ({ isQuick }: BenchOptions): readonly ProfilePlan[] =>
  isQuick ? quick : full;

/** Janus, nginx, site and publisher, until the first segment is being written. */
const startSeconds = 3;

/** With fewer listed, a player would start nearer to the live edge than it later stays. */
export const leastSegments = ({ liveSyncSegments }: SegmentProfile): number =>
  Math.floor(liveSyncSegments) + 1;

/** Within this time the viewers of a repetition play. */
const joinSeconds = 2;

/** Reading the clock in the segments, and taking the stack down. */
const evaluateSeconds = 2;

export function secondsUntilWatched({ profile }: ProfilePlan): number {
  const settings = segmentProfiles[profile];
  return startSeconds + (leastSegments(settings) + 1) * settings.segmentSeconds;
}

export const repetitionSeconds = ({ settleSeconds }: ProfilePlan, watchSeconds: number): number =>
  joinSeconds + settleSeconds + watchSeconds;

export const profileSeconds = (plan: ProfilePlan): number =>
  secondsUntilWatched(plan) +
  plan.watchSeconds.reduce((sum, seconds) => sum + repetitionSeconds(plan, seconds), 0) +
  evaluateSeconds;
