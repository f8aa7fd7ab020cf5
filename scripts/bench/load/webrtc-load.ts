/** Many WebRTC viewers at once, in processes of their own. */
import { availableParallelism } from 'node:os';
import type { Settings } from '../../../labs/settings.ts';
import { settlesWithin } from '../../system/settles-within.ts';
import { startLoadProcess, untilStarted } from './load-process.ts';
import type { WebRtcLoadOrder, WebRtcLook } from './webrtc-load-process.ts';

export interface WebRtcLoadOptions {
  settings: Pick<Settings, 'janusHost' | 'ports' | 'secrets' | 'room'>;
  publisherId: number;
  subscribers: number;
  /** Ends the waiting for the first media. */
  signal?: AbortSignal;
}

export interface WebRtcLoadReport {
  seconds: number;
  /** RTP packets that each subscriber received. */
  packets: number[];
  /** Of all of them: RTP and RTCP. */
  bytes: number;
}

export interface WebRtcLoad {
  /** Of the load's own processes. */
  readonly pids: readonly number[];
  /** Begins a period; `end()` says what came in it. */
  measure(): { end(): Promise<WebRtcLoadReport> };
  stop(): Promise<void>;
}

const leaveLimitMilliseconds = 2_000;

/** Half a core. */
const subscribersPerProcess = 40;

/**
 * Resolves when every subscriber receives.
 * @throws {Error} when one of them does not; the signal's reason.
 */
export async function startWebRtcLoad(options: WebRtcLoadOptions): Promise<WebRtcLoad> {
  const { settings, publisherId, subscribers, signal } = options;
  const { janusHost, ports, secrets, room } = settings;
  const count = Math.min(availableParallelism(), Math.ceil(subscribers / subscribersPerProcess));
  const processes = Array.from({ length: count }, () =>
    startLoadProcess(new URL('webrtc-load-process.ts', import.meta.url)),
  );
  const stop = async () => {
    await Promise.all(processes.map((process) => process.stop()));
  };
  const look = () =>
    Promise.all(
      processes.map(({ ask }) => ask<WebRtcLook>({ do: 'look' } satisfies WebRtcLoadOrder)),
    );
  const joined = Promise.all(
    processes.map((process, index) =>
      process.ask({
        do: 'join',
        url: `ws://${janusHost}:${ports.janusWebSocket}`,
        apiSecret: secrets.api,
        ...{ roomId: room.id, pin: secrets.pin, publisherId },
        subscribers: shareOf(subscribers, count, index),
      } satisfies WebRtcLoadOrder),
    ),
  );
  await untilStarted(joined, stop, signal);
  return {
    pids: processes.map(({ pid }) => pid),
    measure() {
      const begun = look();
      begun.catch(() => {});
      return { end: async () => difference(await begun, await look()) };
    },
    async stop() {
      // Janus then takes the connections down at once, and not when it misses them.
      const left = Promise.all(
        processes.map(({ ask }) => ask({ do: 'leave' } satisfies WebRtcLoadOrder)),
      );
      await settlesWithin(left, leaveLimitMilliseconds);
      await stop();
    },
  };
}

function difference(before: readonly WebRtcLook[], after: readonly WebRtcLook[]): WebRtcLoadReport {
  const since = (kind: 'packets' | 'bytes') =>
    after.flatMap((look, process) =>
      look[kind].map((count, index) => count - (before[process]?.[kind][index] ?? 0)),
    );
  const seconds = after.map(
    ({ atMilliseconds }, process) => atMilliseconds - (before[process]?.atMilliseconds ?? 0),
  );
  return {
    seconds: Math.max(...seconds) / 1_000,
    packets: since('packets'),
    bytes: since('bytes').reduce((sum, bytes) => sum + bytes, 0),
  };
}

/** How many of all fall to one of several, as evenly as it goes. */
const shareOf = (all: number, parts: number, index: number): number =>
  Math.floor((all * (index + 1)) / parts) - Math.floor((all * index) / parts);
