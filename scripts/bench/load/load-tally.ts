/** What the viewers of a load met within a period. */
import type { HttpAnswer } from './http-connection.ts';

export type RequestKind = 'playlist' | 'segment';

export interface HlsLoadReport {
  seconds: number;
  /** Requests that were answered within the period. */
  playlistRequests: number;
  segmentRequests: number;
  /** How many viewers got a segment. */
  viewersServed: number;
  /** Of these answers, head and body. */
  bytes: number;
  errors: number;
  /** The errors, by what was wrong. */
  errorKinds: Record<string, number>;
  /** From request to first byte, in milliseconds: all of them. */
  waits: Record<RequestKind, number[]>;
  /** Answers by what the edge says of its cache in `X-Cache` (HIT, MISS …). */
  cache: Record<string, number>;
}

export class LoadTally {
  #begunAt = performance.now();
  #report = emptyReport();
  #served = new Set<number>();

  /** Begins a period. */
  begin(): void {
    this.#begunAt = performance.now();
    this.#report = emptyReport();
    this.#served = new Set();
  }

  end(): HlsLoadReport {
    return {
      ...this.#report,
      seconds: (performance.now() - this.#begunAt) / 1_000,
      viewersServed: this.#served.size,
    };
  }

  answered(
    viewer: number,
    kind: RequestKind,
    { bytes, cache, waitMilliseconds }: HttpAnswer,
  ): void {
    const report = this.#report;
    report[`${kind}Requests`] += 1;
    if (kind === 'segment') this.#served.add(viewer);
    report.bytes += bytes;
    report.waits[kind].push(waitMilliseconds);
    if (cache) count(report.cache, cache);
  }

  failed(kind: string): void {
    this.#report.errors += 1;
    count(this.#report.errorKinds, kind);
  }
}

/** Puts together what several processes counted in one period. */
export function sumReports(reports: readonly HlsLoadReport[]): HlsLoadReport {
  const total = emptyReport();
  for (const report of reports) {
    total.seconds = Math.max(total.seconds, report.seconds);
    total.playlistRequests += report.playlistRequests;
    total.segmentRequests += report.segmentRequests;
    total.viewersServed += report.viewersServed;
    total.bytes += report.bytes;
    total.errors += report.errors;
    for (const [name, times] of Object.entries(report.errorKinds)) {
      count(total.errorKinds, name, times);
    }
    for (const [name, times] of Object.entries(report.cache)) count(total.cache, name, times);
    // Not push(...): many thousand arguments do not fit on the stack.
    total.waits.playlist = total.waits.playlist.concat(report.waits.playlist);
    total.waits.segment = total.waits.segment.concat(report.waits.segment);
  }
  return total;
}

function emptyReport(): HlsLoadReport {
  return {
    ...{ seconds: 0, playlistRequests: 0, segmentRequests: 0 },
    ...{ viewersServed: 0, bytes: 0, errors: 0 },
    ...{ errorKinds: {}, waits: { playlist: [], segment: [] }, cache: {} },
  };
}

function count(counts: Record<string, number>, name: string, times = 1): void {
  counts[name] = (counts[name] ?? 0) + times;
}
