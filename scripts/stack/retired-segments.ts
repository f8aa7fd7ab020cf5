/**
 * Segments that slid out of the playlist. RFC 8216, section 6.2.2: each stays available for its
 * own duration and that of the longest playlist that listed it.
 */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ListedSegment } from '../media/rolling-playlist.ts';

/** For a viewer that saw the playlist a moment before it changed. */
const graceSeconds = 0.5;

export class RetiredSegments {
  readonly #directory: string;
  readonly #waiting: { path: string; deleteAt: number }[] = [];
  #longestPlaylistSeconds = 0;

  constructor(directory: string) {
    this.#directory = directory;
  }

  /** @param playlistSeconds how long the playlist is that no longer lists them. */
  add(segments: readonly ListedSegment[], playlistSeconds: number): void {
    this.#longestPlaylistSeconds = Math.max(this.#longestPlaylistSeconds, playlistSeconds);
    for (const { uri, durationSeconds } of segments) {
      const seconds = durationSeconds + this.#longestPlaylistSeconds + graceSeconds;
      this.#waiting.push({
        path: join(this.#directory, uri),
        deleteAt: Date.now() + seconds * 1_000,
      });
    }
  }

  /** Deletes those whose time has come. */
  async deleteDue(now = Date.now()): Promise<void> {
    while (this.#waiting[0] && this.#waiting[0].deleteAt <= now) {
      const due = this.#waiting.shift();
      if (due) await rm(due.path, { force: true });
    }
  }
}
