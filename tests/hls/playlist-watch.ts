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
  content: Promise<Buffer>;
  inspection: Promise<SegmentInspection>;
  /** The last time a version listed it. */
  lastListedAt: number;
}

/**
 * Polls at a steady pace until `signal` aborts.
 * @throws {Error} on any answer that is no playlist: writes must be atomic.
 */
export async function watchPlaylist(
  url: string,
  pollMilliseconds: number,
  signal: AbortSignal,
): Promise<PlaylistRecord> {
  const record: PlaylistRecord = { versions: [], segments: new Map(), polls: 0 };
  let lastText = '';
  while (!signal.aborted) {
    const pause = delay(pollMilliseconds);
    const response = await fetch(url);
    if (response.status !== 200) throw new Error(`The playlist answered ${response.status}`);
    const text = await response.text();
    record.polls += 1;
    if (text !== lastText) {
      lastText = text;
      const playlist = HLS.parse(text);
      if (!(playlist instanceof HLS.types.MediaPlaylist)) throw new Error(`No playlist: ${text}`);
      record.versions.push({ at: Date.now(), playlist });
      noteSegments(url, playlist, record);
    }
    await pause;
  }
  // Whatever could not be fetched fails here, and not unnoticed in the background.
  await Promise.all([...record.segments.values()].map(({ inspection }) => inspection));
  return record;
}

function noteSegments(
  url: string,
  playlist: HLS.types.MediaPlaylist,
  { segments }: PlaylistRecord,
): void {
  for (const segment of playlist.segments) {
    const known = segments.get(segment.mediaSequenceNumber);
    if (known) {
      known.lastListedAt = Date.now();
      continue;
    }
    // Fetched at once, as a player does, and looked at while the next one is being made.
    const content = fetchSegment(new URL(segment.uri, url));
    segments.set(segment.mediaSequenceNumber, {
      uri: segment.uri,
      durationSeconds: segment.duration,
      discontinuity: segment.discontinuity ?? false,
      content,
      inspection: content.then(inspectSegment),
      lastListedAt: Date.now(),
    });
  }
}

async function fetchSegment(url: URL): Promise<Buffer> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} is listed, but answers ${response.status}`);
  return Buffer.from(await response.arrayBuffer());
}
