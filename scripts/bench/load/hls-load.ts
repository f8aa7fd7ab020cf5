/** Many HLS viewers at once, in processes of their own. */
import { availableParallelism } from 'node:os';
import type { HlsLoadOrder } from './hls-load-process.ts';
import { startLoadProcess, untilStarted } from './load-process.ts';
import { type HlsLoadReport, sumReports } from './load-tally.ts';

export type { HlsLoadReport } from './load-tally.ts';

/** Every viewer has one keep-alive connection, sends `X-Viewer` with its number (from 0) and begins with the newest segment. */
export interface HlsLoadOptions {
  playlistUrl: string;
  viewers: number;
  /** One target duration: when a player asks again. */
  reloadMilliseconds: number;
  /** Ends the waiting for the first segments. */
  signal?: AbortSignal;
}

export interface HlsLoad {
  /** Of the load's own processes. */
  readonly pids: readonly number[];
  /** Begins a period; `end()` says what happened in it. One at a time. */
  measure(): { end(): Promise<HlsLoadReport> };
  stop(): Promise<void>;
}

/** What one process can well do: about 2000 requests and 250 MB a second. */
const viewersPerProcess = 1_000;
const startLimitMilliseconds = 30_000;

/**
 * Resolves when every viewer has its first segment.
 * @throws {DOMException} TimeoutError when that takes half a minute longer than one reload; the signal's reason.
 */
export async function startHlsLoad(options: HlsLoadOptions): Promise<HlsLoad> {
  const { playlistUrl, reloadMilliseconds, signal } = options;
  const processes = Array.from({ length: processesFor(options.viewers) }, () =>
    startLoadProcess(new URL('hls-load-process.ts', import.meta.url)),
  );
  const ask = <Answer>(order: HlsLoadOrder) =>
    Promise.all(processes.map((process) => process.ask<Answer>(order)));
  const stop = async () => {
    await Promise.all(processes.map((process) => process.stop()));
  };
  const viewers = Array.from({ length: options.viewers }, (_, number) => ({
    number,
    // Each has a phase of its own, evenly spread: requests come as steadily as those of people.
    phaseMilliseconds: (number / options.viewers) * reloadMilliseconds,
  }));
  const playing = Promise.all(
    processes.map((process, index) =>
      process.ask({
        ...{ do: 'watch', playlistUrl, reloadMilliseconds },
        viewers: viewers.filter(({ number }) => number % processes.length === index),
      } satisfies HlsLoadOrder),
    ),
  );
  const limit = AbortSignal.timeout(reloadMilliseconds + startLimitMilliseconds);
  await untilStarted(playing, stop, signal ? AbortSignal.any([signal, limit]) : limit);
  return {
    pids: processes.map(({ pid }) => pid),
    measure() {
      const begun = ask<void>({ do: 'begin' });
      // Whoever ends the period hears of it.
      begun.catch(() => {});
      return { end: () => begun.then(() => ask<HlsLoadReport>({ do: 'end' })).then(sumReports) };
    },
    stop,
  };
}

const processesFor = (viewers: number): number =>
  Math.min(availableParallelism(), Math.ceil(viewers / viewersPerProcess));
