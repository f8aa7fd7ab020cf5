import { setTimeout as delay } from 'node:timers/promises';

/** Waits for a promise, but not longer than this. @returns whether it settled in time. */
export async function settlesWithin(
  promise: Promise<unknown>,
  milliseconds: number,
): Promise<boolean> {
  const patience = new AbortController();
  const limit = delay(milliseconds, false, { signal: patience.signal }).catch(() => false);
  const settled = promise.then(
    () => true,
    () => true,
  );
  const inTime = await Promise.race([settled, limit]);
  patience.abort();
  return inTime;
}
