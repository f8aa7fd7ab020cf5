/** Watches a live playlist over HTTP, as a player does, and keeps every version of it. */
import { setTimeout as delay } from 'node:timers/promises';
import * as HLS from 'hls-parser';
import { inspectSegment, type SegmentInspection } from '../support/segment.ts';

export interface PlaylistVersion {
  /** When it was fetched, ms since 1970. */
  at: number;
  playlist: HLS.types.MediaPlaylist;
}

export interface PlaylistRecord {
  /** Every version that differs from the one before. */
  versions: PlaylistVersion[];
  /** Every segment that was ever listed, by media sequence number, fetched when it was first seen. */
  segments: Map<number, RecordedSegment>;
  polls: number;
}

export interface RecordedSegment {
  uri: string;
  durationSeconds: number;
  discontinuity: boolean;
  content: Buffer;
  inspection: Promise<SegmentInspection>;
  /** The last time a version listed it. */
  lastListedAt: number;
}

/** Polls until `signal` aborts. @throws {Error} on any answer that is no playlist: writes must be atomic. */
export async function watchPlaylist(
  url: string,
  pollMilliseconds: number,
  signal: AbortSignal,
): Promise<PlaylistRecord> {
  const record: PlaylistRecord = { versions: [], segments: new Map(), polls: 0 };
  let lastText = '';
  while (!signal.aborted) {
    const response = await fetch(url);
    if (response.status !== 200) throw new Error(`The playlist answered ${response.status}`);
    const text = await response.text();
    record.polls += 1;
    if (text !== lastText) {
      lastText = text;
      const playlist = HLS.parse(text);
      if (!(playlist instanceof HLS.types.MediaPlaylist)) throw new Error(`No playlist: ${text}`);
      record.versions.push({ at: Date.now(), playlist });
      await fetchNewSegments(url, playlist, record);
    }
    await delay(pollMilliseconds);
  }
  return record;
}

async function fetchNewSegments(
  url: string,
  playlist: HLS.types.MediaPlaylist,
  { segments }: PlaylistRecord,
): Promise<void> {
  const now = Date.now();
  for (const segment of playlist.segments) {
    const known = segments.get(segment.mediaSequenceNumber);
    if (known) {
      known.lastListedAt = now;
      continue;
    }
    const response = await fetch(new URL(segment.uri, url));
    if (!response.ok) throw new Error(`${segment.uri} is listed, but answers ${response.status}`);
    const content = Buffer.from(await response.arrayBuffer());
    segments.set(segment.mediaSequenceNumber, {
      uri: segment.uri,
      durationSeconds: segment.duration,
      discontinuity: segment.discontinuity ?? false,
      content,
      // Looked at while the next one is being made: the watch takes real time anyway.
      inspection: inspectSegment(content),
      lastListedAt: now,
    });
  }
}
