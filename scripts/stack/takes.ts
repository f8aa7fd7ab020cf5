/** The takes of a session, one after the other: who feeds the playlist now, and who takes over. */
import { once } from 'node:events';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { PictureTreatment } from '../../labs/stages.ts';
import type { Text } from '../language/text.ts';
import { settlesWithin } from '../system/settles-within.ts';
import { inletOf } from './ffmpeg-inlet.ts';
import type { FfmpegProcess } from './ffmpeg-process.ts';
import type { PlaylistPublisher } from './playlist-publisher.ts';
import type { Relay } from './relay/relay.ts';
import { takeOverTrouble } from './session-trouble.ts';
import { Take, type TakeOptions } from './take.ts';

export interface TakesOptions extends Omit<TakeOptions, 'id' | 'inlet' | 'treatment'> {
  /** The session's; its first take has the same. */
  id: string;
  playlist: PlaylistPublisher;
  /** Null when Janus forwards to FFmpeg itself: then nobody can take over. */
  relay: Relay | null;
  /** Told, in words, why another FFmpeg did not take over. */
  note(text: Text): void;
}

/** Enough for several requests for a keyframe, whose pauses grow (keyframe-asker.ts). */
const takeOverLimitMilliseconds = 10_000;
/** What failed a moment ago would fail again in the next. */
const retryMilliseconds = 10_000;
const unreadMilliseconds = 200;
const keptFolders = 3;
const noKeyframe: Text = {
  en: 'No keyframe came in time: the other FFmpeg did not take over.',
  es: 'No llegó a tiempo ningún cuadro clave: el otro FFmpeg no tomó la posta.',
};

export class Takes {
  /** Resolves when the FFmpeg that feeds the playlist ends by itself. */
  readonly exited: Promise<void>;
  /** When the one that feeds the playlist took over; null while it is the first. */
  tookOverAt: Date | null = null;
  readonly #options: TakesOptions;
  #exited: () => void = () => {};
  #current: Take;
  #next: Take | undefined;
  #changing: Promise<void> | undefined;
  #count = 1;
  #notBefore = Number.NEGATIVE_INFINITY;
  #isEnding = false;
  #isKept = false;
  /** Aborts the waiting for the keyframe with which the next one takes over. */
  #waiting = new AbortController();

  private constructor(options: TakesOptions, first: Take) {
    this.#options = options;
    this.#current = first;
    this.exited = new Promise((resolve) => {
      this.#exited = resolve;
    });
    this.#watch(first);
  }

  /** Starts the first one. Its FFmpeg listens then, and waits for media. @throws as `Take.start` does. */
  static async start(options: TakesOptions, treatment: PictureTreatment): Promise<Takes> {
    const { settings, id, relay } = options;
    await forgetOldFolders(settings.paths.sessions);
    const inlet = inletOf(settings, relay ? 'A' : 'direct');
    const first = await Take.start({ ...options, id, inlet, treatment });
    return new Takes(options, first);
  }

  /** Lists what the first one makes from now on. */
  begin(): void {
    const { playlist, relay } = this.#options;
    const { id, directory, inlet, treatment } = this.#current;
    void relay?.handTo(inlet, treatment);
    playlist.beginSession(id, directory);
  }

  /** The one that feeds the playlist. */
  get current(): Take {
    return this.#current;
  }

  /** Lets another FFmpeg take over at the next keyframe. One that is about to is waited for. */
  change(treatment: PictureTreatment): void {
    if (this.#changing || this.#mayNotChange || performance.now() < this.#notBefore) return;
    this.#changing = this.#change(treatment)
      .catch((error: unknown) => this.#failed(takeOverTrouble(error)))
      .finally(() => {
        this.#changing = undefined;
      });
  }

  /** Lets another FFmpeg of the same kind take over: the segment that is being written must end. */
  renew(): void {
    this.change(this.#current.treatment);
  }

  /**
   * Lets no other FFmpeg take over until `letChange`.
   * @returns the one that stays; a second later, should another one be about to take over.
   */
  async keepCurrent(): Promise<FfmpegProcess> {
    this.#isKept = true;
    this.#waiting.abort();
    await this.#changing;
    return this.#current.ffmpeg;
  }

  letChange(): void {
    this.#isKept = false;
  }

  /** @param listLast false leaves out the last segment, in which a picture was cut in half. */
  async end({ listLast }: { listLast: boolean }): Promise<void> {
    this.#isEnding = true;
    this.#waiting.abort();
    this.#options.playlist.holdSession();
    await Promise.all([this.#current.end(), this.#next?.end()]);
    await this.#changing;
    await this.#options.playlist.endSession({ listLast });
  }

  async #change(treatment: PictureTreatment): Promise<void> {
    const { relay, playlist, settings } = this.#options;
    if (!relay) return;
    this.#count += 1;
    const before = this.#current;
    this.#waiting = new AbortController();
    const inlet = inletOf(
      settings,
      before.inlet.rtpVideo === settings.ports.relayedVideoA ? 'B' : 'A',
    );
    // With zeros, so that folders sorted by name are sorted by time.
    const id = `${this.#options.id}-take${String(this.#count).padStart(4, '0')}`;
    const next = await Take.start({ ...this.#options, id, inlet, treatment });
    this.#next = next;
    const isTaken = !this.#mayNotChange && (await this.#handedOver(relay, next));
    this.#next = undefined;
    if (!isTaken) {
      relay.handToNobodyNew();
      await next.end();
      if (!this.#mayNotChange) this.#failed(noKeyframe);
      return;
    }
    this.#current = next;
    this.tookOverAt = new Date();
    this.#watch(next);
    // FFmpeg reads a BYE before what still waits in its other sockets.
    await delay(unreadMilliseconds);
    await before.end();
    if (this.#isEnding) return;
    await playlist.endSession({ listLast: true });
    playlist.beginSession(id, next.directory);
    await forgetOldFolders(settings.paths.sessions);
  }

  /** False when no keyframe came in time, or nobody may take over any more. */
  #handedOver(relay: Relay, { inlet, treatment }: Take): Promise<boolean> {
    const taken = relay.handTo(inlet, treatment);
    const givenUp = once(this.#waiting.signal, 'abort').then(() => false);
    return Promise.race([settlesWithin(taken, takeOverLimitMilliseconds), givenUp]);
  }

  get #mayNotChange(): boolean {
    return this.#isEnding || this.#isKept;
  }

  /** The one that runs goes on. */
  #failed(text: Text): void {
    this.#options.note(text);
    this.#notBefore = performance.now() + retryMilliseconds;
  }

  #watch(take: Take): void {
    void take.ffmpeg.exited.then(() => {
      if (this.#current === take && !this.#isEnding) this.#exited();
    });
  }
}

/** The newest few are there to be looked at; what viewers still need lies in the public folder. */
async function forgetOldFolders(folder: string): Promise<void> {
  const sessions = (await readdir(folder)).toSorted();
  for (const session of sessions.slice(0, -keptFolders)) {
    await rm(join(folder, session), { recursive: true, force: true });
  }
}
