/**
 * One publishing session: one publisher, one FFmpeg, one folder. A new publisher never feeds a
 * running FFmpeg: its packets count from 1 again, and FFmpeg would drop them as old.
 */
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Settings } from '../../labs/settings.ts';
import type { PublisherDescription } from '../../labs/stages.ts';
import type { JanusPulse } from '../janus/janus-pulse.ts';
import type { RoomObserver } from '../janus/video-room.ts';
import { settlesWithin } from '../system/settles-within.ts';
import { type FfmpegProcess, startFfmpeg } from './ffmpeg-process.ts';
import { KeyframeWatch } from './keyframe-watch.ts';
import { MediaTap } from './media-tap.ts';
import type { PlaylistPublisher } from './playlist-publisher.ts';
import { RtcpCompanion } from './rtcp-companion.ts';
import { SessionFeed } from './session-feed.ts';
import { waitForClocks, waitUntilListening } from './session-start.ts';
import type { RunningStages } from './stages.ts';

export interface SessionContext {
  settings: Settings;
  stages: RunningStages;
  ffmpegPath: string;
  room: RoomObserver;
  pulse: JanusPulse;
  playlist: PlaylistPublisher;
}

/** Why a session ended by itself. */
export type SessionEnd = 'ffmpeg-exited' | 'silent' | 'interrupted' | 'stopped';

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
const goodbyeLimitMilliseconds = 1_000;
const keptSessions = 3;

export class Session {
  readonly id: string;
  readonly publisher: PublisherDescription;
  readonly startedAt = new Date();
  readonly tap: MediaTap;
  readonly ffmpeg: FfmpegProcess;
  readonly feed: SessionFeed;
  /** Resolves with the reason when the session can go no further. */
  readonly ended: Promise<SessionEnd>;
  readonly #context: SessionContext;
  readonly #rtcp: RtcpCompanion;
  readonly #stopping = new AbortController();
  #isInterrupted = false;

  private constructor(
    context: SessionContext,
    publisher: PublisherDescription,
    parts: Pick<Session, 'id' | 'tap' | 'ffmpeg' | 'feed'> & { rtcp: RtcpCompanion },
  ) {
    this.#context = context;
    this.publisher = publisher;
    this.id = parts.id;
    this.tap = parts.tap;
    this.ffmpeg = parts.ffmpeg;
    this.feed = parts.feed;
    this.#rtcp = parts.rtcp;
    this.ended = Promise.race([
      this.ffmpeg.exited.then((): SessionEnd => 'ffmpeg-exited'),
      this.#watch(),
    ]);
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
    const directory = join(settings.paths.sessions, id);
    const sessionDescription = join(directory, 'session.sdp');
    await forgetOldSessions(settings.paths.sessions);
    await mkdir(directory, { recursive: true });
    const sdp = await stages.sessionDescription(settings);
    await writeFile(sessionDescription, sdp);

    const paths = { sessionDescription, outputDirectory: directory };
    const tap = await MediaTap.open(settings, publisher, room);
    let ffmpeg: FfmpegProcess | undefined;
    let rtcp: RtcpCompanion | undefined;
    try {
      ffmpeg = await startFfmpeg({
        command: context.ffmpegPath,
        args: await stages.ffmpegArguments(settings, paths),
        logFile: join(settings.paths.logs, 'ffmpeg.log'),
        // A student's relative path leads into the session's folder, not into the project.
        workingDirectory: directory,
      });
      await Promise.all([waitUntilListening(ffmpeg, settings, sdp), waitForClocks(tap, publisher)]);
      rtcp = new RtcpCompanion(settings, tap);
      const feed = await SessionFeed.start({
        tap,
        forward: async () => room.forward(await stages.forwardRequest(settings, publisher)),
        stopForward: (streamId) => room.stopForward(publisher.id, streamId),
      });
      context.playlist.beginSession(id, directory);
      return new Session(context, publisher, { id, tap, ffmpeg, feed, rtcp });
    } catch (error) {
      rtcp?.close();
      await Promise.all([ffmpeg?.stop(), tap.close({ publisherIsThere: true })]);
      throw error;
    }
  }

  /**
   * Ends FFmpeg, which writes its last segment, and takes back the forwarders.
   * @param publisherIsThere false when the publisher left, and its forwarders with it.
   */
  async stop({ publisherIsThere }: { publisherIsThere: boolean }): Promise<void> {
    this.#stopping.abort();
    const { playlist } = this.#context;
    const isWhole = await this.tap.untilPictureIsWhole(wholePictureLimitMilliseconds);
    playlist.holdSession();
    this.#rtcp.sayGoodbye();
    await settlesWithin(this.ffmpeg.exited, goodbyeLimitMilliseconds);
    this.#rtcp.close();
    if (publisherIsThere) await this.feed.takeBack();
    await Promise.all([this.ffmpeg.stop(), this.tap.close({ publisherIsThere })]);
    await playlist.endSession({ listLast: isWhole });
  }

  /** Ends the session as soon as may be, so that another takes its place. */
  interrupt(): void {
    this.#isInterrupted = true;
  }

  async #watch(): Promise<SessionEnd> {
    const { signal } = this.#stopping;
    const { pulse } = this.#context;
    const keyframes = new KeyframeWatch(this.#context.settings.profile, this.tap);
    while (!signal.aborted) {
      const silentMilliseconds = pulse.silentMilliseconds(this.tap.lastPacketAt);
      if (silentMilliseconds > silenceLimitMilliseconds) return 'silent';
      if (this.feed.look() > gapLimitMilliseconds) this.interrupt();
      if (this.#isInterrupted) return 'interrupted';
      keyframes.look(this.#context.playlist.session?.durationSeconds ?? 0);
      await delay(watchMilliseconds, undefined, { signal }).catch(() => {});
    }
    return 'stopped';
  }
}

/** The newest few are there to be looked at; what viewers still need lies in the public folder. */
async function forgetOldSessions(folder: string): Promise<void> {
  const sessions = (await readdir(folder)).toSorted();
  for (const session of sessions.slice(0, -keptSessions)) {
    await rm(join(folder, session), { recursive: true, force: true });
  }
}
