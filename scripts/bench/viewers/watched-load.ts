/** Some viewers, watching for a while: what they cost the server, and whether each of them received. */
import type { OwnStack } from '../../checks/own-stack.ts';
import { JanusAdmin } from '../../janus/admin-client.ts';
import { startHlsLoad } from '../load/hls-load.ts';
import { startWebRtcLoad } from '../load/webrtc-load.ts';
import { type MeasuredCost, measureCost } from './measure.ts';
import type { SecureOrigin } from './secure-origin.ts';

export interface WatchedLoad extends MeasuredCost {
  viewers: number;
  /** Received by all viewers, per second. */
  bytesPerSecond: number;
  /** Requests that failed, and viewers that did not get what was sent. */
  errors: number;
}

export interface Watching {
  stack: OwnStack;
  viewers: number;
  seconds: number;
  /** Awaited when every viewer receives. */
  settle(): Promise<void>;
  signal: AbortSignal;
}

/** Who lost more of the packets than this saw a stream that stutters. */
const leastReceived = 0.95;
const adminLimitMilliseconds = 10_000;

/**
 * @param origin who serves, if not the stack's own nginx.
 * @throws {Error} when the viewers do not come to see anything.
 */
export async function watchByHls(
  { stack, viewers, seconds, settle, signal }: Watching,
  { playlistUrl, nginx }: Pick<SecureOrigin, 'playlistUrl' | 'nginx'> = {
    playlistUrl: stack.playlistUrl,
    nginx: stack.daemons.nginx,
  },
): Promise<WatchedLoad> {
  const reloadMilliseconds = stack.settings.profile.targetDurationSeconds * 1_000;
  const load = await startHlsLoad({ playlistUrl, viewers, reloadMilliseconds, signal });
  try {
    await settle();
    const period = load.measure();
    const cost = await measureCost(pidOf(nginx), load.pids, seconds, signal);
    const { bytes, errors, viewersServed, seconds: watched } = await period.end();
    return {
      ...cost,
      viewers,
      bytesPerSecond: bytes / watched,
      errors: errors + viewers - viewersServed,
    };
  } finally {
    await load.stop();
  }
}

/** @throws {Error} when nobody publishes, or the viewers do not come to see anything. */
export async function watchByWebRtc({
  stack,
  viewers,
  seconds,
  settle,
  signal,
}: Watching): Promise<WatchedLoad> {
  const { settings, daemons, status } = stack;
  const publisherId = status.current().session?.publisherId;
  if (publisherId === undefined) throw new Error('Nobody publishes');
  const admin = new JanusAdmin(settings, adminLimitMilliseconds);
  const published = async () => {
    const connection = await admin.connectionOf(publisherId);
    if (connection === null) throw new Error('The publisher has gone');
    return { at: performance.now(), packets: connection.receivedPackets };
  };
  const load = await startWebRtcLoad({ settings, publisherId, subscribers: viewers, signal });
  try {
    await settle();
    const before = await published();
    const period = load.measure();
    const cost = await measureCost(pidOf(daemons.janus), load.pids, seconds, signal);
    const { packets, bytes, seconds: watched } = await period.end();
    const after = await published();
    const publishedPerSecond = (1_000 * (after.packets - before.packets)) / (after.at - before.at);
    return {
      ...cost,
      viewers,
      bytesPerSecond: bytes / watched,
      errors: starving(packets, watched, publishedPerSecond),
    };
  } finally {
    await load.stop();
  }
}

/** How many did not get what was published. By rates: the counts are not taken at the very same moment. */
export const starving = (
  packets: readonly number[],
  seconds: number,
  publishedPerSecond: number,
): number => packets.filter((count) => count / seconds < leastReceived * publishedPerSecond).length;

export function pidOf(daemon: { pid: number | null }): number {
  if (daemon.pid === null) throw new Error('A server of the stack has ended');
  return daemon.pid;
}
