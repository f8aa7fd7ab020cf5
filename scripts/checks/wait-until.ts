import { setTimeout as delay } from 'node:timers/promises';

export interface WaitOptions {
  /** Ends the waiting early: whoever asked has gone. */
  signal?: AbortSignal;
  everyMilliseconds?: number;
}

/**
 * Asks again and again until the answer is neither false, null nor undefined.
 * @returns that answer.
 * @throws {Error} `missing` and the last answer or refusal, when the limit has passed; the
 *   signal's reason when it aborts.
 */
export async function waitUntil<T>(
  missing: string,
  ask: () => T | Promise<T>,
  limitMilliseconds = 15_000,
  { signal, everyMilliseconds = 50 }: WaitOptions = {},
): Promise<NonNullable<T>> {
  const deadline = performance.now() + limitMilliseconds;
  let last: unknown;
  for (;;) {
    signal?.throwIfAborted();
    try {
      const answer = await ask();
      if (answer !== false && answer !== null && answer !== undefined) return answer;
      last = answer;
    } catch (error) {
      last = error;
    }
    if (performance.now() > deadline) {
      throw new Error(`After ${limitMilliseconds / 1000} s: ${missing} (${String(last)})`);
    }
    await delay(everyMilliseconds, undefined, signal && { signal });
  }
}
