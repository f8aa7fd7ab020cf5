/** Watches a live playlist over HTTP, as a player does, and keeps every version of it. */
import { setTimeout as delay } from 'node:timers/promises';
import * as HLS from 'hls-parser';

export interface PlaylistVersion {
  /** When it was fetched, ms since 1970. */
  at: number;
  playlist: HLS.types.MediaPlaylist;
}

export interface PlaylistRecord<Taken = unknown> {
  /** Every version that differs from the one before. */
  versions: PlaylistVersion[];
  /** Every segment that was ever listed, by media sequence number, taken when it was first seen. */
  segments: Map<number, RecordedSegment<Taken>>;
  polls: number;
}

export interface RecordedSegment<Taken = unknown> {
  uri: string;
  durationSeconds: number;
  discontinuity: boolean;
  /** What `takeSegment` made of it. */
  taken: Promise<Taken>;
  /** The last time a version listed it. */
  lastListedAt: number;
}

export interface PlaylistWatch<Taken> {
  pollMilliseconds: number;
  /** Ends it. */
  signal: AbortSignal;
  /** Called at once when a segment is first listed, as a player fetches it. */
  takeSegment(url: URL): Promise<Taken>;
}

/**
 * Polls at a steady pace until the signal aborts.
 * @throws {Error} on any answer that is no playlist: writes must be atomic; or what `takeSegment` throws.
 */
export async function watchPlaylist<Taken>(
  url: string,
  { pollMilliseconds, signal, takeSegment }: PlaylistWatch<Taken>,
): Promise<PlaylistRecord<Taken>> {
  const record: PlaylistRecord<Taken> = { versions: [], segments: new Map(), polls: 0 };
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
      noteSegments(playlist, record, (uri) => takeSegment(new URL(uri, url)));
    }
    await pause;
  }
  // Whatever could not be taken fails here, and not unnoticed in the background.
  await Promise.all([...record.segments.values()].map(({ taken }) => taken));
  return record;
}

function noteSegments<Taken>(
  playlist: HLS.types.MediaPlaylist,
  { segments }: PlaylistRecord<Taken>,
  take: (uri: string) => Promise<Taken>,
): void {
  for (const { mediaSequenceNumber, uri, duration, discontinuity = false } of playlist.segments) {
    const known = segments.get(mediaSequenceNumber);
    if (known) {
      known.lastListedAt = Date.now();
      continue;
    }
    const taken = take(uri);
    taken.catch(() => {}); // Told at the end.
    segments.set(mediaSequenceNumber, {
      ...{ uri, durationSeconds: duration, discontinuity, taken },
      lastListedAt: Date.now(),
    });
  }
}

/** @throws {Error} when what is listed is not there. */
export async function fetchSegment(url: URL): Promise<Buffer> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} is listed, but answers ${response.status}`);
  return Buffer.from(await response.arrayBuffer());
}
