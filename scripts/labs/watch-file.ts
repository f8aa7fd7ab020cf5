/** Tells of every save of one file. */
import { type FSWatcher, unwatchFile, watch, watchFile } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, dirname } from 'node:path';

/** An editor writes in several steps: empty, write, rename. */
const settleMilliseconds = 10;
const pollMilliseconds = 200;

export interface WatchFileOptions {
  file: string;
  /** Ask again and again, for network drives and containers, which tell of no change. */
  polling: boolean;
  /** @param text undefined when the file is gone. */
  onChange(text: string | undefined): void;
}

export class WatchedFile {
  readonly #options: WatchFileOptions;
  #text: string | undefined;
  #watcher: FSWatcher | undefined;
  #timer: NodeJS.Timeout | undefined;
  #isSameNews = false;
  #isClosed = false;

  private constructor(options: WatchFileOptions, text: string | undefined) {
    this.#options = options;
    this.#text = text;
  }

  static async open(options: WatchFileOptions): Promise<WatchedFile> {
    const watched = new WatchedFile(options, await read(options.file));
    if (options.polling) watched.#poll();
    else watched.#watch();
    return watched;
  }

  /** As it was last read; undefined when it is not there. */
  get text(): string | undefined {
    return this.#text;
  }

  /** The next save counts even if it changes nothing. */
  expectSave(): void {
    this.#isSameNews = true;
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    this.#watcher?.close();
    unwatchFile(this.#options.file, this.#look);
  }

  #watch(): void {
    const { file } = this.#options;
    try {
      // The folder: an editor that saves by renaming replaces the file that a watch would hold.
      this.#watcher = watch(dirname(file), (_event, name) => {
        if (name === null || name === basename(file)) this.#look();
      });
      this.#watcher.on('error', () => this.#pollInstead());
    } catch {
      this.#pollInstead();
    }
  }

  /** The system has no more watches to give (inotify's limits), or the folder went away. */
  #pollInstead(): void {
    this.#watcher?.close();
    this.#watcher = undefined;
    if (!this.#isClosed) this.#poll();
  }

  #poll(): void {
    watchFile(this.#options.file, { interval: pollMilliseconds }, this.#look);
  }

  readonly #look = (): void => {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(async () => {
      const text = await read(this.#options.file);
      // One save makes several events.
      if (this.#isClosed || (text === this.#text && !this.#isSameNews)) return;
      this.#text = text;
      this.#isSameNews = false;
      this.#options.onChange(text);
    }, settleMilliseconds);
  };
}

const read = (file: string): Promise<string | undefined> =>
  readFile(file, 'utf8').catch(() => undefined);
