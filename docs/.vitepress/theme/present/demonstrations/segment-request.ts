/** A segment asked for once, and who must have answered. */

export interface SegmentAnswer {
  status: number;
  /** Until its last byte was there. */
  milliseconds: number;
  bytes: number;
  contentType: string | null;
  cacheControl: string | null;
  /** When whoever wrote the answer wrote it; RFC 9110, section 6.6.1. */
  date: string | null;
  /** What a cache on the way says of itself, where it lets pages read it. */
  age: string | null;
  edge: string | null;
  /** When the page asked; milliseconds since 1970. */
  askedAt: number;
}

export type Server = 'origin' | 'edge' | 'browser' | 'unknown' | 'nobody';

const limitMilliseconds = 10_000;

/** @throws {TypeError} when nobody answers; what `signal` was aborted with. */
export async function askForSegment(
  url: string,
  cache: RequestCache,
  signal: AbortSignal,
): Promise<SegmentAnswer> {
  const askedAt = Date.now();
  const began = performance.now();
  const limit = AbortSignal.any([signal, AbortSignal.timeout(limitMilliseconds)]);
  const response = await fetch(url, { cache, signal: limit });
  const { byteLength } = await response.arrayBuffer();
  const header = (name: string) => response.headers.get(name);
  return {
    status: response.status,
    milliseconds: performance.now() - began,
    bytes: byteLength,
    contentType: header('Content-Type'),
    cacheControl: header('Cache-Control'),
    date: header('Date'),
    age: header('Age'),
    edge: header('X-Cache'),
    askedAt,
  };
}

/** `Date` counts whole seconds, and two clocks differ a little. */
const nowMilliseconds = 2_000;

/**
 * Who answered, concluded from what came. nginx writes `Date` anew each time; a kept answer keeps
 * the old one. So the second request must come in another second than the first.
 * @param before the answer to the request before this one.
 */
export function servedBy(answer: SegmentAnswer, before?: SegmentAnswer): Server {
  if (answer.status !== 200) return 'nobody';
  const isKeptOnTheWay = Number(answer.age ?? 0) > 0 || /hit/i.test(answer.edge ?? '');
  if (answer.date === null) return isKeptOnTheWay ? 'edge' : 'unknown';
  // What this browser keeps comes back as it was. A cache on the way counts its age further.
  if (before?.date === answer.date && before.age === answer.age) return 'browser';
  if (isKeptOnTheWay) return 'edge';
  const isOfNow = Math.abs(answer.askedAt - Date.parse(answer.date)) < nowMilliseconds;
  return isOfNow ? 'origin' : 'edge';
}
