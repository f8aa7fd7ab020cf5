import { setTimeout as delay } from 'node:timers/promises';

/**
 * Asks again and again until the answer is neither false, null nor undefined.
 * @returns that answer.
 * @throws {Error} `missing` and the last answer or refusal, when the limit has passed.
 */
export async function waitUntil<T>(
  missing: string,
  ask: () => T | Promise<T>,
  limitMilliseconds = 15_000,
  everyMilliseconds = 50,
): Promise<NonNullable<T>> {
  const deadline = performance.now() + limitMilliseconds;
  let last: unknown;
  for (;;) {
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
    await delay(everyMilliseconds);
  }
}
