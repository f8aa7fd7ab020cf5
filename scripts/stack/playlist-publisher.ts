/**
 * Publishes what FFmpeg cuts: takes each finished segment of the current session into the
 * public folder and lists it in the one public playlist.
 */
import { copyFile, link, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import * as HLS from 'hls-parser';
import type { Settings } from '../../labs/settings.ts';
import {
  type ListedSegment,
  type PlaylistPosition,
  positionAfter,
  RollingPlaylist,
} from '../media/rolling-playlist.ts';
import { RetiredSegments } from './retired-segments.ts';

/** How often FFmpeg's playlist is looked at: adds at most this much to the latency. A look is a `stat`. */
export const pollMilliseconds = 20;

interface SessionSource {
  id: string;
  directory: string;
  /** Media sequence number of the next segment to take. */
  next: number;
  modifiedAt: number;
  discontinuity: boolean;
  segments: number;
  durationSeconds: number;
  isHeld: boolean;
  listLast: boolean;
}

export class PlaylistPublisher {
  readonly #settings: Settings;
  readonly #playlist: RollingPlaylist;
  readonly #stopping = new AbortController();
  readonly #retired: RetiredSegments;
  readonly #onChange: () => void;
  #source: SessionSource | undefined;
  #loop: Promise<void> | undefined;
  #newest: { at: number; seconds: number } | undefined;
  #error: Error | undefined;
  #leftOut: { count: number; newestAt: number; newestSeconds: number } | undefined;

  private constructor(settings: Settings, position: PlaylistPosition, onChange: () => void) {
    this.#settings = settings;
    this.#onChange = onChange;
    this.#retired = new RetiredSegments(settings.paths.live);
    const { targetDurationSeconds, playlistSegments, segmentSeconds } = settings.profile;
    this.#playlist = new RollingPlaylist({
      targetDurationSeconds,
      minimumSegments: playlistSegments,
      // Some players hold the list's length against the wall clock: it must not shrink in bad weather.
      minimumSeconds: (playlistSegments - 1) * segmentSeconds,
      position,
    });
  }

  /**
   * Starts with an empty public folder. The numbers go on where an earlier run ended, because a
   * viewer that is still watching would wait for ever if they began again.
   */
  static async start(settings: Settings, onChange: () => void): Promise<PlaylistPublisher> {
    const { live } = settings.paths;
    const position = await readFile(join(live, 'index.m3u8'), 'utf8').then(
      positionAfter,
      (error: NodeJS.ErrnoException) => {
        if (error.code !== 'ENOENT') throw error;
        return { mediaSequence: 0, discontinuitySequence: 0 };
      },
    );
    await rm(live, { recursive: true, force: true });
    await mkdir(live, { recursive: true });
    const publisher = new PlaylistPublisher(settings, position, onChange);
    publisher.#loop = publisher.#run();
    return publisher;
  }

  get position(): PlaylistPosition {
    return this.#playlist.position;
  }
  get segments(): readonly ListedSegment[] {
    return this.#playlist.segments;
  }
  /** When the newest segment was listed (ms since 1970) and how long it is. */
  get newest(): { at: number; seconds: number } | undefined {
    return this.#newest;
  }
  /** Segments that were too long for the target duration, and so were not listed: how many, and the newest. */
  get leftOut(): { count: number; newestAt: number; newestSeconds: number } | undefined {
    return this.#leftOut;
  }
  /** Why nothing can be written, such as a full disk; undefined while all is well. */
  get error(): Error | undefined {
    return this.#error;
  }
  /** Segments of the current session listed so far, and their length together. */
  get session(): { segments: number; durationSeconds: number } | undefined {
    return this.#source;
  }

  /** From now on takes the segments that FFmpeg writes into `directory`. */
  beginSession(id: string, directory: string): void {
    const discontinuity = this.#playlist.position.mediaSequence + this.segments.length > 0;
    this.#source = {
      id,
      directory,
      next: 0,
      modifiedAt: 0,
      discontinuity,
      segments: 0,
      durationSeconds: 0,
      isHeld: false,
      listLast: true,
    };
  }

  /** Takes no more of the session's segments until `endSession` says which: its FFmpeg is about to end. */
  holdSession(): void {
    if (this.#source) this.#source.isHeld = true;
  }

  /**
   * Takes what the session wrote last. Call it when its FFmpeg has ended.
   * @param listLast false leaves out the last segment, in which a picture was cut in half.
   */
  async endSession({ listLast }: { listLast: boolean }): Promise<void> {
    if (this.#source) {
      this.#source.isHeld = false;
      this.#source.listLast = listLast;
    }
    await this.#collect();
    this.#source = undefined;
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#loop;
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      await this.#collect();
      await this.#retired.deleteDue();
      await delay(pollMilliseconds, undefined, { signal }).catch(() => {});
    }
  }

  /** One look at a time: `endSession` may come while the loop is looking. */
  #collecting: Promise<void> = Promise.resolve();
  #collect(): Promise<void> {
    this.#collecting = this.#collecting.then(() =>
      this.#takeNewSegments().then(
        () => this.#report(undefined),
        (error: Error) => this.#report(error),
      ),
    );
    return this.#collecting;
  }

  #report(error: Error | undefined): void {
    const changed = this.#error?.message !== error?.message;
    this.#error = error;
    if (changed) this.#onChange();
  }

  async #takeNewSegments(): Promise<void> {
    const source = this.#source;
    if (!source || source.isHeld) return;
    const path = join(source.directory, 'index.m3u8');
    const modifiedAt = await stat(path).then(
      (file) => file.mtimeMs,
      () => 0,
    );
    if (modifiedAt === source.modifiedAt) return;
    const text = await readFile(path, 'utf8');
    // FFmpeg that is ended in the middle of writing leaves an empty file; before its first segment, a list of none.
    if (!text.includes('#EXTINF:')) return;
    const playlist = HLS.parse(text);
    if (!(playlist instanceof HLS.types.MediaPlaylist)) return;
    const finished = source.listLast ? playlist.segments : playlist.segments.slice(0, -1);
    for (const segment of finished) {
      if (segment.mediaSequenceNumber < source.next) continue;
      await this.#publish(source, segment.uri, segment.duration);
      source.next = segment.mediaSequenceNumber + 1;
    }
    source.modifiedAt = modifiedAt;
  }

  async #publish(source: SessionSource, uri: string, durationSeconds: number): Promise<void> {
    source.segments += 1;
    source.durationSeconds += durationSeconds;
    if (!this.#playlist.accepts(durationSeconds)) {
      // Listing it would break the promise of TARGETDURATION: a gap, said so, is the lesser evil.
      const count = (this.#leftOut?.count ?? 0) + 1;
      this.#leftOut = { count, newestAt: Date.now(), newestSeconds: durationSeconds };
      source.discontinuity = true;
      this.#onChange();
      return;
    }
    const publicName = `${source.id}-${basename(uri)}`;
    await linkOrCopy(join(source.directory, uri), join(this.#settings.paths.live, publicName));
    const removed = this.#playlist.append({
      uri: publicName,
      durationSeconds,
      discontinuity: source.discontinuity,
    });
    source.discontinuity = false;
    await this.#write(this.#playlist.render());
    this.#retired.add(removed, this.#playlist.durationSeconds);
    this.#newest = { at: Date.now(), seconds: durationSeconds };
    this.#onChange();
  }

  /** Written aside and renamed: a reader sees the old playlist or the new one, never half of one. */
  async #write(text: string): Promise<void> {
    const path = join(this.#settings.paths.live, 'index.m3u8');
    await writeFile(`${path}.new`, text);
    await rename(`${path}.new`, path);
  }
}

/** A hard link costs nothing and outlives FFmpeg's own deletion; some file systems have none. */
async function linkOrCopy(from: string, to: string): Promise<void> {
  await link(from, to).catch(() => copyFile(from, to));
}
