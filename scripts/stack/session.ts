/**
 * One publishing session: one publisher, and an FFmpeg of its own. A new publisher never feeds a
 * running FFmpeg: its packets count from 1 again, and FFmpeg would drop them as old.
 */
import { setTimeout as delay } from 'node:timers/promises';
import type { Settings } from '../../labs/settings.ts';
import type { PictureTreatment, PublisherDescription } from '../../labs/stages.ts';
import type { JanusPulse } from '../janus/janus-pulse.ts';
import type { RoomObserver } from '../janus/video-room.ts';
import type { Text } from '../language/text.ts';
import type { FfmpegProcess } from './ffmpeg-process.ts';
import { KeyframeWatch } from './keyframe-watch.ts';
import { MediaTap } from './media-tap.ts';
import { PictureChoice } from './picture-choice.ts';
import type { PlaylistPublisher } from './playlist-publisher.ts';
import { Relay } from './relay/relay.ts';
import { SessionFeed } from './session-feed.ts';
import { waitForClocks } from './session-start.ts';
import type { RunningStages } from './stages.ts';
import { Takes } from './takes.ts';

export interface SessionContext {
  settings: Settings;
  stages: RunningStages;
  ffmpegPath: string;
  room: RoomObserver;
  pulse: JanusPulse;
  playlist: PlaylistPublisher;
  /** Told, in words, what happens to the session. */
  note(text: Text): void;
}

/** Why a session ended by itself. */
export type SessionEnd = 'ffmpeg-exited' | 'gate-failed' | 'silent' | 'interrupted' | 'stopped';

/** Silence longer than this ends the session. Well under the 5 s in which a dead tab should be noticed. */
const silenceLimitMilliseconds = 3_000;
/**
 * A hole in the media longer than this ends the session, too, once it is over: no segment may span
 * it, and FFmpeg may take what comes after it for old. A new session begins with a discontinuity.
 */
export const gapLimitMilliseconds = 3_000;
const watchMilliseconds = 50;
/** Two pictures at 15 per second: when nothing comes, nothing will. */
const wholePictureLimitMilliseconds = 130;

interface SessionParts {
  id: string;
  tap: MediaTap;
  /** Null when Janus forwards to FFmpeg itself. */
  relay: Relay | null;
  takes: Takes;
  feed: SessionFeed;
}

export class Session {
  readonly id: string;
  readonly publisher: PublisherDescription;
  readonly startedAt = new Date();
  readonly tap: MediaTap;
  readonly relay: Relay | null;
  readonly feed: SessionFeed;
  /** Resolves with the reason when the session can go no further. */
  readonly ended: Promise<SessionEnd>;
  readonly #context: SessionContext;
  readonly #takes: Takes;
  readonly #stopping = new AbortController();
  #isInterrupted = false;

  private constructor(
    context: SessionContext,
    publisher: PublisherDescription,
    { id, tap, relay, takes, feed }: SessionParts,
  ) {
    this.#context = context;
    this.publisher = publisher;
    this.id = id;
    this.tap = tap;
    this.relay = relay;
    this.feed = feed;
    this.#takes = takes;
    this.ended = Promise.race([
      takes.exited.then((): SessionEnd => 'ffmpeg-exited'),
      ...(relay ? [relay.failed.catch((): SessionEnd => 'gate-failed')] : []),
      this.#watch(),
    ]);
  }

  /** The FFmpeg that feeds the playlist now. */
  get ffmpeg(): FfmpegProcess {
    return this.#takes.current.ffmpeg;
  }

  /** Lets no other take over until `letFfmpegChange`. @returns the one that stays. */
  keepFfmpeg(): Promise<FfmpegProcess> {
    return this.#takes.keepCurrent();
  }

  letFfmpegChange(): void {
    this.#takes.letChange();
  }

  /** When it took over from another one; null while it is the session's first. */
  get ffmpegTookOverAt(): Date | null {
    return this.#takes.tookOverAt;
  }

  /** What is done with the picture now. */
  get treatment(): PictureTreatment {
    return this.#takes.current.treatment;
  }

  /**
   * Starts the session, in the order that matters: listen to the media, start FFmpeg, tell it the
   * clocks, forward the media, ask for a keyframe.
   * @throws {JanusError} when the publisher is gone meanwhile; {SessionError} when FFmpeg does not start.
   */
  static async start(
    context: SessionContext,
    publisher: PublisherDescription,
    id: string,
  ): Promise<Session> {
    const { settings, stages, room } = context;
    const tap = await MediaTap.open(settings, publisher, room);
    let relay: Relay | null = null;
    let takes: Takes | undefined;
    try {
      if (settings.ingest === 'relay') {
        relay = await Relay.open({
          settings,
          frameGate: stages.frameGate,
          requestKeyframe: () => tap.requestKeyframe(),
          onSegmentFull: () => takes?.renew(),
        });
      }
      const clocksKnown = waitForClocks(tap, publisher);
      takes = await Takes.start(
        { ...context, id, tap, relay, clocksKnown },
        settings.video.picture === 'encode' ? 'encode' : 'copy',
      );
      takes.begin();
      const feed = await SessionFeed.start({
        tap,
        forward: async () => room.forward(await stages.forwardRequest(settings, publisher)),
        stopForward: (streamId) => room.stopForward(publisher.id, streamId),
      });
      return new Session(context, publisher, { id, tap, relay, takes, feed });
    } catch (error) {
      await Promise.all([takes?.end({ listLast: false }), tap.close({ publisherIsThere: true })]);
      relay?.close();
      throw error;
    }
  }

  /**
   * Ends FFmpeg, which writes its last segment, and takes back the forwarders.
   * @param publisherIsThere false when the publisher left, and its forwarders with it.
   */
  async stop({ publisherIsThere }: { publisherIsThere: boolean }): Promise<void> {
    this.#stopping.abort();
    // The relay hands on whole pictures only.
    const listLast =
      this.relay !== null || (await this.tap.untilPictureIsWhole(wholePictureLimitMilliseconds));
    this.relay?.close();
    await this.#takes.end({ listLast });
    if (publisherIsThere) await this.feed.takeBack();
    await this.tap.close({ publisherIsThere });
  }

  /** Ends the session as soon as may be, so that another takes its place. */
  interrupt(): void {
    this.#isInterrupted = true;
  }

  async #watch(): Promise<SessionEnd> {
    const { signal } = this.#stopping;
    const { pulse, playlist, settings } = this.#context;
    let keyframes = new KeyframeWatch(settings.profile, this.tap);
    let take = this.#takes.current;
    const choice = new PictureChoice();
    while (!signal.aborted) {
      const silentMilliseconds = pulse.silentMilliseconds(this.tap.lastPacketAt);
      if (silentMilliseconds > silenceLimitMilliseconds) return 'silent';
      if (this.feed.look() > gapLimitMilliseconds) this.interrupt();
      if (this.#isInterrupted) return 'interrupted';
      if (take !== this.#takes.current) {
        take = this.#takes.current;
        // Another FFmpeg counts its segments from the keyframe with which it took over.
        keyframes = new KeyframeWatch(settings.profile, this.tap, this.tap.lastKeyframeAt ?? 0);
      }
      // FFmpeg that encodes makes its own keyframes: it needs one to begin with.
      const { durationSeconds = 0, segments = 0 } = playlist.session ?? {};
      if (this.treatment === 'copy' || segments === 0) {
        keyframes.look(durationSeconds - (this.relay?.headStartSeconds ?? 0));
      }
      if (this.relay && settings.video.picture === 'auto') {
        const wanted = choice.look(this.relay.counters.gaps, performance.now());
        if (wanted !== this.treatment) this.#takes.change(wanted);
      }
      await delay(watchMilliseconds, undefined, { signal }).catch(() => {});
    }
    return 'stopped';
  }
}
