/** Watches FFmpeg's output folder as closely as a test can: every version of the playlist, and every segment. */
import { existsSync, readdirSync, readFileSync, watch } from 'node:fs';
import { join } from 'node:path';
import * as HLS from 'hls-parser';
import { onTestFinished } from 'vitest';

export interface WatchedSegment {
  name: string;
  durationSeconds: number;
  content: Buffer;
  /** ms, of `performance.now()`. */
  lastListedAt: number;
  /** Null while the file is there. */
  goneAt: number | null;
}

export interface FolderWatch {
  /** Every version of the playlist, oldest first. */
  readonly playlists: readonly HLS.types.MediaPlaylist[];
  /** Every segment ever listed, by name. */
  readonly segments: ReadonlyMap<string, WatchedSegment>;
  /** Files with a public name that were written to in place: what a reader may see half of. */
  readonly writtenInPlace: ReadonlySet<string>;
  /** Looks once more; throws what went wrong since the last look. */
  look(): void;
}

const lookMilliseconds = 5;
const publicName = /\.(m3u8|ts)$/;

export function watchFolder(folder: string): FolderWatch {
  const playlists: HLS.types.MediaPlaylist[] = [];
  const segments = new Map<string, WatchedSegment>();
  const writtenInPlace = new Set<string>();
  let lastText = '';
  let failure: unknown;

  // inotify tells apart what a poll may miss: "change" is a write, "rename" a whole file that appears.
  const watcher = watch(folder, (event, name) => {
    if (event === 'change' && name && publicName.test(name)) writtenInPlace.add(name);
  });
  const look = () => {
    if (failure) throw failure;
    const now = performance.now();
    const file = join(folder, 'index.m3u8');
    if (!existsSync(file)) return;
    const text = readFileSync(file, 'utf8');
    if (text !== lastText) {
      lastText = text;
      playlists.push(parse(text));
    }
    for (const { uri, duration } of playlists.at(-1)?.segments ?? []) {
      const known = segments.get(uri);
      if (known) known.lastListedAt = now;
      else {
        const content = readFileSync(join(folder, uri));
        const times = { lastListedAt: now, goneAt: null };
        segments.set(uri, { name: uri, durationSeconds: duration, content, ...times });
      }
    }
    const present = new Set(readdirSync(folder));
    for (const segment of segments.values()) {
      if (!present.has(segment.name)) segment.goneAt ??= now;
    }
  };
  const timer = setInterval(() => {
    try {
      look();
    } catch (error) {
      failure = error;
      clearInterval(timer);
    }
  }, lookMilliseconds);
  onTestFinished(() => {
    clearInterval(timer);
    watcher.close();
  });
  return { playlists, segments, writtenInPlace, look };
}

function parse(text: string): HLS.types.MediaPlaylist {
  const playlist = HLS.parse(text);
  if (playlist instanceof HLS.types.MediaPlaylist && text.endsWith('\n')) return playlist;
  throw new Error(`Half a playlist was read: ${text}`);
}
