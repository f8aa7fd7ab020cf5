/**
 * One publishing session: one publisher, one FFmpeg, one folder. A new publisher never feeds a
 * running FFmpeg: its packets count from 1 again, and FFmpeg would drop them as old.
 */
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Settings } from '../../labs/settings.ts';
import type { PublisherDescription, ServerStages } from '../../labs/stages.ts';
import type { Forwarder, RoomObserver } from '../janus/video-room.ts';
import type { Text } from '../language/text.ts';
import { settlesWithin } from '../system/settles-within.ts';
import { waitForUdpPort } from '../system/sockets.ts';
import { type FfmpegProcess, startFfmpeg } from './ffmpeg-process.ts';
import { KeyframeWatch } from './keyframe-watch.ts';
import { MediaTap } from './media-tap.ts';
import type { PlaylistPublisher } from './playlist-publisher.ts';
import { RtcpCompanion } from './rtcp-companion.ts';

export interface SessionContext {
  settings: Settings;
  stages: ServerStages;
  ffmpegPath: string;
  room: RoomObserver;
  playlist: PlaylistPublisher;
}

/** Why a session ended by itself. */
export type SessionEnd = 'ffmpeg-exited' | 'silent' | 'stopped';

/** Silence longer than this ends the session. Well under the 5 s in which a dead tab should be noticed. */
const silenceLimitMilliseconds = 3_000;
const watchMilliseconds = 50;
/**
 * How much of each stream must be seen before its clock is believed. Publishers begin with a few
 * late pictures, while their encoder wakes up: half a second has some that are on time.
 */
const clockMilliseconds = 500;
const clockLimitMilliseconds = 1_500;
/** Two pictures at 15 per second: when nothing comes, nothing will. */
const wholePictureLimitMilliseconds = 130;
const goodbyeLimitMilliseconds = 1_000;
const keptSessions = 3;
const ffmpegStartLimitMilliseconds = 5_000;

export class Session {
  readonly id: string;
  readonly publisher: PublisherDescription;
  readonly startedAt = new Date();
  readonly tap: MediaTap;
  readonly ffmpeg: FfmpegProcess;
  /** What Janus says it forwards, by the request of stage 03. */
  readonly forwarders: readonly Forwarder[];
  /** Resolves with the reason when the session can go no further. */
  readonly ended: Promise<SessionEnd>;
  readonly #context: SessionContext;
  readonly #rtcp: RtcpCompanion;
  readonly #stopping = new AbortController();

  private constructor(
    context: SessionContext,
    publisher: PublisherDescription,
    parts: Pick<Session, 'id' | 'tap' | 'ffmpeg' | 'forwarders'> & { rtcp: RtcpCompanion },
  ) {
    this.#context = context;
    this.publisher = publisher;
    this.id = parts.id;
    this.tap = parts.tap;
    this.ffmpeg = parts.ffmpeg;
    this.forwarders = parts.forwarders;
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
    const sdp = stages.sessionDescription(settings);
    await writeFile(sessionDescription, sdp);

    const tap = await MediaTap.open(settings, publisher, room);
    let ffmpeg: FfmpegProcess | undefined;
    let rtcp: RtcpCompanion | undefined;
    try {
      ffmpeg = await startFfmpeg({
        command: context.ffmpegPath,
        args: stages.ffmpegArguments(settings, { sessionDescription, outputDirectory: directory }),
        logFile: join(settings.paths.logs, 'ffmpeg.log'),
        // A student's relative path leads into the session's folder, not into the project.
        workingDirectory: directory,
      });
      await Promise.all([waitUntilListening(ffmpeg, settings, sdp), waitForClocks(tap, publisher)]);
      rtcp = new RtcpCompanion(settings, tap);
      const forwarders = await room.forward(stages.forwardRequest(settings, publisher));
      tap.requestKeyframe();
      context.playlist.beginSession(id, directory);
      return new Session(context, publisher, { id, tap, ffmpeg, forwarders, rtcp });
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
    const { room, playlist } = this.#context;
    const isWhole = await this.tap.untilPictureIsWhole(wholePictureLimitMilliseconds);
    playlist.holdSession();
    this.#rtcp.sayGoodbye();
    await settlesWithin(this.ffmpeg.exited, goodbyeLimitMilliseconds);
    this.#rtcp.close();
    if (publisherIsThere) {
      await Promise.allSettled(
        this.forwarders.map(({ stream_id }) => room.stopForward(this.publisher.id, stream_id)),
      );
    }
    await Promise.all([this.ffmpeg.stop(), this.tap.close({ publisherIsThere })]);
    await playlist.endSession({ listLast: isWhole });
  }

  async #watch(): Promise<SessionEnd> {
    const { signal } = this.#stopping;
    const keyframes = new KeyframeWatch(this.#context.settings.profile, this.tap);
    while (!signal.aborted) {
      if (Date.now() - this.tap.lastPacketAt > silenceLimitMilliseconds) return 'silent';
      keyframes.look(this.#context.playlist.session?.durationSeconds ?? 0);
      await delay(watchMilliseconds, undefined, { signal }).catch(() => {});
    }
    return 'stopped';
  }
}

/** A session could not start; `text` says why, to the people who read the status. */
export class SessionError extends Error {
  readonly text: Text;
  /** Whose fault it is: FFmpeg's own, or that of the SDP it was given. */
  readonly hop: 'forward' | 'ffmpeg';
  constructor(hop: SessionError['hop'], text: Text) {
    super(text.en);
    this.name = 'SessionError';
    this.hop = hop;
    this.text = text;
  }
}

/** The newest few are there to be looked at; what viewers still need lies in the public folder. */
async function forgetOldSessions(folder: string): Promise<void> {
  const sessions = (await readdir(folder)).toSorted();
  for (const session of sessions.slice(0, -keptSessions)) {
    await rm(join(folder, session), { recursive: true, force: true });
  }
}

/** A packet that comes before FFmpeg listens is lost, and with it perhaps the only keyframe. */
async function waitUntilListening(
  ffmpeg: FfmpegProcess,
  { ports }: Settings,
  sdp: string,
): Promise<void> {
  for (const port of [ports.rtpAudio, ports.rtpVideo]) {
    const outcome = await waitForUdpPort({
      port,
      pid: ffmpeg.pid,
      timeoutMilliseconds: ffmpegStartLimitMilliseconds,
    });
    // RFC 8866, section 5.14: m=<media> <port> …
    const isNamed = new RegExp(`^m=[a-z]+ ${port}[ /]`, 'm').test(sdp);
    if (outcome !== 'bound' && !isNamed) {
      throw new SessionError('forward', {
        en: `The SDP names no stream on UDP port ${port}, so FFmpeg does not listen there.`,
        es: `El SDP no nombra ningún flujo en el puerto UDP ${port}, así que FFmpeg no escucha ahí.`,
      });
    }
    if (outcome !== 'bound') {
      throw new SessionError('ffmpeg', {
        en: `FFmpeg does not listen on UDP port ${port}: it ${outcome === 'exited' ? 'ended at once' : 'runs, but on other ports'}.`,
        es: `FFmpeg no escucha en el puerto UDP ${port}: ${outcome === 'exited' ? 'terminó de inmediato' : 'está en marcha, pero en otros puertos'}.`,
      });
    }
  }
}

/** A stream that stays silent (a muted microphone) must not hold up the other. */
async function waitForClocks(tap: MediaTap, publisher: PublisherDescription): Promise<void> {
  const deadline = performance.now() + clockLimitMilliseconds;
  const kinds = (['audio', 'video'] as const).filter((kind) =>
    publisher.streams.some(({ type }) => type === kind),
  );
  const known = () =>
    kinds.every((kind) => tap[kind].mapping.observedMilliseconds >= clockMilliseconds);
  while (!known() && performance.now() < deadline) await delay(10);
}
