/** How many viewers ask the edge, and for how long: time left is told from the same table. */
import type { SegmentProfileName } from '../../../labs/settings.ts';
import type { BenchOptions } from '../bench.ts';

export interface EdgePlan {
  /** Fewest first. */
  viewers: readonly number[];
  repetitions: number;
  measuredSeconds: number;
}

/** Segments of 1 s ask most of edge and origin. */
export const profile: SegmentProfileName = 'low';

const full: EdgePlan = { viewers: [10, 100, 1_000, 3_000], repetitions: 2, measuredSeconds: 14 };
const quick: EdgePlan = { viewers: [10, 100, 1_000], repetitions: 1, measuredSeconds: 10 };

export const planOf = ({ isQuick }: BenchOptions): EdgePlan => (isQuick ? quick : full);

/** From the start of stack, origin and edge until viewers find segments. */
export const startSeconds = 8;

/** Until each viewer has its first segment, and the load is at rest. */
export const joinSeconds = (viewers: number): number => 3 + viewers / 1_000;

export const plannedSeconds = ({ viewers, repetitions, measuredSeconds }: EdgePlan): number =>
  startSeconds +
  repetitions *
    viewers.reduce((seconds, count) => seconds + joinSeconds(count) + measuredSeconds, 0);
