/** Watches FFmpeg's output folder closely: every version of the playlist, and every segment. */
import { existsSync, readFileSync, watch } from 'node:fs';
import { join } from 'node:path';
import * as HLS from 'hls-parser';
import type { Keeper } from './room.ts';

export interface WatchedSegment {
  name: string;
  durationSeconds: number;
  content: Buffer;
  /** How many segments had been made when the playlist last listed it. */
  lastListedAt: number;
  /** How many segments had been made when the file was gone; null while it is there. */
  goneAt: number | null;
}

export interface FolderWatch {
  /** Every version of the playlist, oldest first. */
  readonly playlists: readonly HLS.types.MediaPlaylist[];
  /** What was read under the playlist's name and is no whole playlist. */
  readonly brokenPlaylists: readonly string[];
  /** Every segment ever listed, by name. */
  readonly segments: ReadonlyMap<string, WatchedSegment>;
  /** Files with a public name that were written to in place: what a reader may see half of. */
  readonly writtenInPlace: ReadonlySet<string>;
  /** Segments that were listed but not there when the playlist was read. */
  readonly missing: ReadonlySet<string>;
  /** How many segments were made so far, by the playlist's own count. */
  readonly made: number;
  /** Looks once more; throws what went wrong since the last look. */
  look(): void;
}

// What is wrong with a playlist is for the checks to say.
HLS.setOptions({ silent: true });

const lookMilliseconds = 10;
const publicName = /\.(m3u8|ts)$/;

export function watchFolder(keeper: Keeper, folder: string): FolderWatch {
  const playlists: HLS.types.MediaPlaylist[] = [];
  const brokenPlaylists: string[] = [];
  const segments = new Map<string, WatchedSegment>();
  const writtenInPlace = new Set<string>();
  const missing = new Set<string>();
  const file = join(folder, 'index.m3u8');
  let lastText = '';
  let made = 0;
  let failure: unknown;

  // inotify tells apart what a poll may miss: "change" is a write, "rename" a whole file that appears.
  const watcher = watch(folder, (event, name) => {
    if (event === 'change' && name && publicName.test(name)) writtenInPlace.add(name);
  });
  /** @returns true when there is a new version. */
  const readPlaylist = () => {
    const text = readFileSync(file, 'utf8');
    if (text === lastText) return false;
    lastText = text;
    const playlist = wholePlaylist(text);
    if (!playlist) brokenPlaylists.push(text);
    else {
      playlists.push(playlist);
      const [first = playlist] = playlists;
      const left = (playlist.mediaSequenceBase ?? 0) - (first.mediaSequenceBase ?? 0);
      made = left + playlist.segments.length;
    }
    return true;
  };
  const look = () => {
    if (failure) throw failure;
    if (!existsSync(file)) return;
    // The files first: what is gone now was gone at the latest when this playlist was written.
    const gone = [...segments.values()].filter(
      ({ goneAt, name }) => goneAt === null && !existsSync(join(folder, name)),
    );
    const isNew = readPlaylist();
    // FFmpeg deletes when a segment is done, and then writes the playlist that lists it.
    for (const segment of gone) segment.goneAt = isNew ? made : made + 1;
    for (const { uri, duration } of playlists.at(-1)?.segments ?? []) {
      const segment = segments.get(uri);
      if (segment) segment.lastListedAt = made;
      else {
        const path = join(folder, uri);
        const isThere = existsSync(path);
        if (!isThere) missing.add(uri);
        const content = isThere ? readFileSync(path) : Buffer.alloc(0);
        const counts = { lastListedAt: made, goneAt: null };
        segments.set(uri, { name: uri, durationSeconds: duration, content, ...counts });
      }
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
  keeper.defer(() => {
    clearInterval(timer);
    watcher.close();
  });
  return {
    playlists,
    brokenPlaylists,
    segments,
    writtenInPlace,
    missing,
    get made() {
      return made;
    },
    look,
  };
}

function wholePlaylist(text: string): HLS.types.MediaPlaylist | undefined {
  if (!text.endsWith('\n')) return undefined;
  try {
    const playlist = HLS.parse(text);
    return playlist instanceof HLS.types.MediaPlaylist ? playlist : undefined;
  } catch {
    return undefined;
  }
}
