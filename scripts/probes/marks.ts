/** How states look in a terminal. */
import { paint } from '../language/paint.ts';
import { type HopState, hopIds, type Status } from '../stack/status.ts';

export const hopMarks: Readonly<Record<HopState, string>> = {
  ok: paint('green', '●'),
  waiting: paint('yellow', '○'),
  broken: paint('red', '✖'),
};

/** Viewers come and go: a stream that nobody watches is a good stream. */
export function verdictMark({ hops, verdict }: Pick<Status, 'hops' | 'verdict'>): string {
  if (verdict.firstBrokenHop) return hopMarks.broken;
  const waits = hopIds.some((id) => id !== 'viewer' && hops[id].state === 'waiting');
  return waits ? hopMarks.waiting : hopMarks.ok;
}
