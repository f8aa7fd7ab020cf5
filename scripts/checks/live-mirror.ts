/** A second public folder of a live stream, in which things can go wrong that do not go wrong in the first. */
import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import * as HLS from 'hls-parser';
import { withoutUsableVideo } from './damaged-segment.ts';
import { waitUntil } from './wait-until.ts';

const lookMilliseconds = 25;

export interface MirrorOptions {
  /** Where the stream is written. */
  from: string;
  /** Is made. */
  to: string;
  /** Segments that are listed, but not there. */
  isMissing?: (name: string) => boolean;
}

/**
 * `hidden`: there is no playlist. `empty`: it has not a single line, as at an origin that is not
 * quite back. `damaged`: nobody can decode what it lists; `live` again, all of it is whole.
 */
export type MirrorState = 'live' | 'damaged' | 'hidden' | 'empty';

export class LiveMirror {
  readonly #options: MirrorOptions;
  readonly #stopping = new AbortController();
  /** Segments that are there already, and how. */
  readonly #states = new Map<string, MirrorState>();
  #wanted: MirrorState;
  #state: MirrorState | undefined;
  #text = '';
  #running: Promise<void> | undefined;

  private constructor(options: MirrorOptions, state: MirrorState) {
    this.#options = options;
    this.#wanted = state;
  }

  static async start(options: MirrorOptions, state: MirrorState = 'live'): Promise<LiveMirror> {
    const mirror = new LiveMirror(options, state);
    await mkdir(options.to, { recursive: true });
    await mirror.#look();
    mirror.#running = mirror.#run();
    mirror.#running.catch(() => {}); // Told by `stop`.
    return mirror;
  }

  /** Resolves when it is so. */
  async become(state: MirrorState): Promise<void> {
    this.#wanted = state;
    await waitUntil(`the mirror is ${state}`, () => this.#state === state);
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
  }

  async #run(): Promise<void> {
    while (!this.#stopping.signal.aborted) {
      // A segment may be retired between the playlist that lists it and its link: the next look
      // finds a newer playlist.
      await this.#look().catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'ENOENT') throw error;
      });
      await delay(lookMilliseconds, undefined, { signal: this.#stopping.signal }).catch(() => {});
    }
  }

  async #look(): Promise<void> {
    const { from, to } = this.#options;
    const state = this.#wanted;
    const hasSegments = state === 'live' || state === 'damaged';
    const text = hasSegments ? await readFile(join(from, 'index.m3u8'), 'utf8') : '';
    if (text !== this.#text || state !== this.#state) {
      if (hasSegments) await this.#bringSegments(text, state);
      if (state === 'hidden') await rm(join(to, 'index.m3u8'), { force: true });
      else await this.#write(text);
    }
    this.#text = text;
    this.#state = state;
  }

  async #bringSegments(text: string, state: MirrorState): Promise<void> {
    const { from, to, isMissing = () => false } = this.#options;
    for (const { uri } of segmentsOf(text)) {
      if (this.#states.get(uri) === state) continue;
      if (isMissing(uri)) continue;
      const aside = join(to, `${uri}.tmp`);
      if (state === 'live') await link(join(from, uri), aside);
      else await writeFile(aside, withoutUsableVideo(await readFile(join(from, uri))));
      await rename(aside, join(to, uri));
      this.#states.set(uri, state);
    }
  }

  /** Whole, or not at all. */
  async #write(text: string): Promise<void> {
    const file = join(this.#options.to, 'index.m3u8');
    await writeFile(`${file}.tmp`, text);
    await rename(`${file}.tmp`, file);
  }
}

/** What a playlist lists, oldest first. */
export const segmentsOf = (playlist: string): readonly HLS.types.Segment[] =>
  (HLS.parse(playlist) as HLS.types.MediaPlaylist).segments;
