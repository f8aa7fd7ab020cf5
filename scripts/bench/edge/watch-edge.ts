/** Some viewers, asking the edge for a while. */
import { setTimeout as delay } from 'node:timers/promises';
import { startHlsLoad } from '../load/hls-load.ts';
import type { EdgeDelivery } from './delivery.ts';

export interface WatchedEdge {
  viewers: number;
  seconds: number;
  edgeRequests: number;
  originRequests: number;
  edgeBytes: number;
  originBytes: number;
  /** From the request to the first byte, in milliseconds: all of them. */
  waits: readonly number[];
  /** Requests that failed, and viewers that got no segment. */
  errors: number;
}

export interface WatchingEdge {
  viewers: number;
  seconds: number;
  /** Called when every viewer watches. */
  onWatching?(): void;
  signal: AbortSignal;
}

/** A crowd that has just come is not yet spread over the interval. */
const settleMilliseconds = 1_000;

/** @throws {Error} when the viewers do not come to see anything; the signal's reason. */
export async function watchEdge(
  { playlistUrl, reloadMilliseconds, originLog }: EdgeDelivery,
  { viewers, seconds, onWatching = () => {}, signal }: WatchingEdge,
): Promise<WatchedEdge> {
  const load = await startHlsLoad({ playlistUrl, viewers, reloadMilliseconds, signal });
  try {
    onWatching();
    await delay(settleMilliseconds, undefined, { signal });
    const before = await originLog.requests();
    const period = load.measure();
    await delay(seconds * 1_000, undefined, { signal });
    const report = await period.end();
    const after = await originLog.requests();
    return {
      viewers,
      seconds: report.seconds,
      edgeRequests: report.playlistRequests + report.segmentRequests,
      originRequests: after.count - before.count,
      edgeBytes: report.bytes,
      originBytes: after.bytes - before.bytes,
      waits: [...report.waits.playlist, ...report.waits.segment],
      errors: report.errors + viewers - report.viewersServed,
    };
  } finally {
    await load.stop();
  }
}
