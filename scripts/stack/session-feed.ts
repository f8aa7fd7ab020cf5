/** What feeds a session's FFmpeg: the forwarders of stage 03, and whether anything comes by them. */
import type { Forwarder } from '../janus/video-room.ts';
import type { MediaTap } from './media-tap.ts';

/** Video comes 15 to 60 times a second: after this long without a packet nothing comes. */
const emptyAfterMilliseconds = 500;

export interface FeedOptions {
  tap: Pick<MediaTap, 'lastPacketAt' | 'requestKeyframe'>;
  /** Sends the request of stage 03. */
  forward(): Promise<readonly Forwarder[]>;
  /** Takes one forwarder back. */
  stopForward(streamId: number): Promise<void>;
}

export class SessionFeed {
  readonly #options: FeedOptions;
  #forwarders: readonly Forwarder[];
  /** Both in ms of `performance.now()`; one of them is null. */
  #fedSince: number | null = performance.now();
  #emptySince: number | null = null;

  private constructor(options: FeedOptions, forwarders: readonly Forwarder[]) {
    this.#options = options;
    this.#forwarders = forwarders;
  }

  /** Forwards the media, and asks for a keyframe to begin with. @throws {JanusError} when it is refused. */
  static async start(options: FeedOptions): Promise<SessionFeed> {
    const forwarders = await options.forward();
    options.tap.requestKeyframe();
    return new SessionFeed(options, forwarders);
  }

  /** What Janus says it forwards; empty while the forward is taken back. */
  get forwarders(): readonly Forwarder[] {
    return this.#forwarders;
  }

  /** Since when packets have reached FFmpeg without a pause, in ms of `performance.now()`; null while none do. */
  get fedSince(): number | null {
    return this.#fedSince;
  }

  /** Takes the forwarders back. One that is gone already is no error. */
  async takeBack(): Promise<void> {
    const ids = this.#forwarders.map(({ stream_id }) => stream_id);
    await Promise.allSettled(ids.map((id) => this.#options.stopForward(id)));
    this.#forwarders = [];
  }

  /** Forwards the media again. @throws {JanusError} when it is refused. */
  async askAnew(): Promise<void> {
    this.#forwarders = await this.#options.forward();
    this.#options.tap.requestKeyframe();
  }

  /**
   * Looks whether packets reach FFmpeg.
   * @returns how long none did, when they come again; 0 otherwise.
   */
  look(): number {
    const isCarrying = Date.now() - this.#options.tap.lastPacketAt < emptyAfterMilliseconds;
    const isFed = isCarrying && this.#forwarders.length > 0;
    if (isFed === (this.#fedSince !== null)) return 0;
    const now = performance.now();
    const gapMilliseconds = now - (this.#emptySince ?? now);
    this.#fedSince = isFed ? now : null;
    this.#emptySince = isFed ? null : now;
    return gapMilliseconds;
  }
}
