import { setTimeout as delay } from 'node:timers/promises';

const lookMilliseconds = 50;

/**
 * Looks until it is as wanted, but not longer than the limit. Unlike `waitUntil` it does not take
 * the end of its patience for an error: the look itself tells what was missing.
 * @returns the last look, as wanted or not.
 */
export async function lookUntil<Look>(
  lookOnce: () => Promise<Look>,
  isWanted: (look: Look) => boolean,
  limitMilliseconds: number,
  signal: AbortSignal,
): Promise<Look> {
  const deadline = performance.now() + limitMilliseconds;
  let look = await lookOnce();
  while (!isWanted(look) && performance.now() < deadline) {
    await delay(lookMilliseconds, undefined, { signal });
    look = await lookOnce();
  }
  return look;
}
