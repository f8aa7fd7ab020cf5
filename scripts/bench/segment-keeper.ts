/** Keeps every segment of a live stream from the moment it is listed: the stack deletes it later. */
import { type FSWatcher, watch } from 'node:fs';
import { link, mkdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Settings } from '../../labs/settings.ts';
import { segmentsOf } from '../checks/live-mirror.ts';
import type { Keeper } from '../checks/room.ts';

export interface KeptSegment {
  /** As the playlist names it. */
  name: string;
  /** Of the copy that stays. */
  file: string;
  durationSeconds: number;
  /** When the playlist that first lists it was written: ms since 1970. */
  listedAt: number;
}

export class SegmentKeeper {
  readonly #segments: KeptSegment[] = [];
  readonly #live: string;
  readonly #folder: string;
  readonly #watcher: FSWatcher;
  readonly #known = new Set<string>();
  /** One look at a time. */
  #looking: Promise<void>;
  #error: unknown;

  private constructor(live: string, folder: string) {
    this.#live = live;
    this.#folder = folder;
    this.#looking = this.#look(false);
    this.#watcher = watch(live, (_event, name) => {
      if (name === 'index.m3u8') this.#looking = this.#looking.then(() => this.#look(true));
    });
  }

  /** @param keeper ends it. What it kept goes with the stack's work folder. */
  static async start(keeper: Keeper, { paths }: Settings): Promise<SegmentKeeper> {
    const folder = join(paths.work, 'kept');
    await mkdir(folder, { recursive: true });
    const segments = new SegmentKeeper(paths.live, folder);
    keeper.defer(() => segments.stop());
    await segments.#looking;
    return segments;
  }

  /**
   * Those that were listed since the start, oldest first.
   * @throws what went wrong while they were kept.
   */
  get segments(): readonly KeptSegment[] {
    if (this.#error) throw this.#error;
    return this.#segments;
  }

  async stop(): Promise<void> {
    this.#watcher.close();
    await this.#looking;
  }

  /** @param keep false only notes what is listed: since when is not known. */
  async #look(keep: boolean): Promise<void> {
    try {
      const playlist = await this.#playlist();
      if (playlist === null) return;
      const { text, writtenAt } = playlist;
      for (const { uri: name, duration } of segmentsOf(text)) {
        if (this.#known.has(name)) continue;
        this.#known.add(name);
        if (!keep) continue;
        const file = join(this.#folder, name);
        await link(join(this.#live, name), file);
        this.#segments.push({ name, file, durationSeconds: duration, listedAt: writtenAt });
      }
    } catch (error) {
      this.#error = error;
    }
  }

  /** Null before the first segment. */
  async #playlist(): Promise<{ text: string; writtenAt: number } | null> {
    const file = join(this.#live, 'index.m3u8');
    try {
      const [text, { mtimeMs }] = await Promise.all([readFile(file, 'utf8'), stat(file)]);
      return { text, writtenAt: mtimeMs };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
      throw error;
    }
  }
}
