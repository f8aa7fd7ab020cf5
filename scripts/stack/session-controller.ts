/**
 * The session controller: watches the VideoRoom and sees to it that the right publisher, and
 * only that one, feeds the playlist.
 *
 * The rule: the browser that came last; when no browser is left, the synthetic publisher.
 */
import { readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { PublisherDescription } from '../../labs/stages.ts';
import { JanusClient } from '../janus/janus-client.ts';
import { RoomObserver } from '../janus/video-room.ts';
import { Bell } from './bell.ts';
import { choosePublisher } from './choose-publisher.ts';
import { Session, type SessionContext, type SessionEnd } from './session.ts';
import {
  ffmpegExited,
  gateFailed,
  offAir,
  onAir,
  publisherSilent,
  type SessionTrouble,
  sessionStartTrouble,
} from './session-trouble.ts';

/** The name the controller has in the room's list of participants. */
const observerDisplayName = 'session-controller';
const reconnectMilliseconds = 200;
const retryMilliseconds = 1_000;
/** An FFmpeg that ends this soon did not end by accident. */
const shortSessionMilliseconds = 2_000;

/** Its `note` is told, too, who goes on and off the air, and why. */
export type ControllerContext = Omit<SessionContext, 'room'>;

export class SessionController {
  readonly #context: ControllerContext;
  readonly #onChange: () => void;
  readonly #stopping = new AbortController();
  /** In the order in which they began to publish. */
  readonly #publishers = new Map<number, PublisherDescription>();
  readonly #bell = new Bell();
  #session: Session | undefined;
  #trouble: SessionTrouble | undefined;
  #connected = false;
  #connectionError: Error | undefined;
  #sessionCount = 0;
  #loop: Promise<void> | undefined;

  constructor(context: ControllerContext, onChange: () => void) {
    this.#context = context;
    this.#onChange = onChange;
  }

  get session(): Session | undefined {
    return this.#session;
  }
  /** The last thing that went wrong, until a new session has shown by a segment that all is well. */
  get trouble(): SessionTrouble | undefined {
    const isWellAgain = this.#session && (this.#context.playlist.session?.segments ?? 0) > 0;
    return isWellAgain ? undefined : this.#trouble;
  }
  /** True while the controller is in the room. */
  get connected(): boolean {
    return this.#connected;
  }
  /** Why the controller could not join the last time it tried; undefined while it is in the room. */
  get connectionError(): Error | undefined {
    return this.#connectionError;
  }
  get publishers(): readonly PublisherDescription[] {
    return [...this.#publishers.values()];
  }

  start(): void {
    this.#loop = this.#run();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#bell.ring();
    await this.#loop;
  }

  /** Stays in the room: when Janus goes away, joins again as soon as it is back. */
  async #run(): Promise<void> {
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      const client = await this.#connect().catch((error: Error) => this.#refused(error));
      if (client) {
        await this.#conduct(client);
        this.#connected = false;
        this.#publishers.clear();
        await client.close();
        this.#onChange();
      }
      await delay(reconnectMilliseconds, undefined, { signal }).catch(() => {});
    }
  }

  #connect(): Promise<JanusClient> {
    const { ports, secrets, janusHost } = this.#context.settings;
    const url = `ws://${janusHost}:${ports.janusWebSocket}`;
    return JanusClient.connect(url, { apiSecret: secrets.api });
  }

  /** Until the connection is lost or the stack stops: keeps the running session the wanted one. */
  async #conduct(client: JanusClient): Promise<void> {
    let lost = false;
    void client.closed.then(() => {
      lost = true;
      this.#bell.ring();
    });
    const room = await this.#join(client).catch((error: Error) => this.#refused(error));
    if (!room) return;
    this.#connected = true;
    this.#connectionError = undefined;
    this.#onChange();
    const isOver = () => lost || this.#stopping.signal.aborted;
    while (!isOver()) {
      const wanted = choosePublisher(this.publishers);
      if (wanted) await this.#hold(room, wanted, isOver);
      else await this.#waitForPublisher();
    }
  }

  #refused(error: Error): undefined {
    this.#connectionError = error;
    this.#onChange();
  }

  #join(client: JanusClient): Promise<RoomObserver> {
    const { room, secrets } = this.#context.settings;
    return RoomObserver.join(
      client,
      {
        id: room.id,
        pin: secrets.pin,
        secret: secrets.room,
        forwardKey: secrets.forward,
        displayName: observerDisplayName,
      },
      {
        published: (publisher) => {
          const known = this.#publishers.get(publisher.id);
          if (known && isDeepStrictEqual(known, publisher)) return;
          this.#publishers.delete(publisher.id);
          this.#publishers.set(publisher.id, publisher);
          this.#bell.ring();
        },
        unpublished: (publisherId) => {
          if (this.#publishers.delete(publisherId)) this.#bell.ring();
        },
      },
    );
  }

  async #waitForPublisher(): Promise<void> {
    // Whoever failed is gone. That it fell silent remains worth knowing.
    if (this.#trouble?.hop !== 'publisher') this.#trouble = undefined;
    this.#onChange();
    await this.#bell.heard();
  }

  /** Runs sessions for one publisher while it is the wanted one. */
  async #hold(
    room: RoomObserver,
    publisher: PublisherDescription,
    isOver: () => boolean,
  ): Promise<void> {
    const isWanted = () => !isOver() && choosePublisher(this.publishers) === publisher;
    try {
      this.#session = await Session.start({ ...this.#context, room }, publisher, this.#nextId());
      // A new FFmpeg may fail as the last one did; the other hops have just shown that they work.
      if (this.#trouble?.hop !== 'ffmpeg') this.#trouble = undefined;
      this.#context.note(onAir(publisher.display ?? '', this.#session.id));
    } catch (error) {
      this.#note(sessionStartTrouble(error));
      await this.#pause();
      return;
    }
    this.#onChange();
    let end: SessionEnd | undefined;
    void this.#session.ended.then((reason) => {
      end = reason;
      this.#bell.ring();
    });
    while (isWanted() && end === undefined) await this.#bell.heard();
    const reason = end;
    const session = this.#session;
    this.#session = undefined;
    if (reason === 'ffmpeg-exited') {
      const { ffmpeg } = session;
      this.#note(ffmpegExited(await ffmpeg.exited, await lastLine(ffmpeg.logFile)));
    }
    if (reason === 'gate-failed') {
      this.#note(gateFailed(await session.relay?.failed.catch((error: unknown) => error)));
    }
    if (reason === undefined) {
      this.#trouble = undefined;
      this.#context.note(offAir(publisher.display ?? ''));
    }
    if (reason === 'silent') {
      this.#note(publisherSilent);
      // Janus has not noticed: without this the room keeps a place for a dead browser.
      this.#publishers.delete(publisher.id);
      await room.kick(publisher.id).catch(() => {});
    }
    const publisherIsThere = this.#publishers.has(publisher.id);
    // The next session must come, whatever went wrong with the end of this one.
    await session.stop({ publisherIsThere }).catch((error: unknown) => {
      this.#context.note(sessionStartTrouble(error).text);
    });
    this.#onChange();
    const lasted = Date.now() - session.startedAt.getTime();
    const failsAgain = reason === 'ffmpeg-exited' || reason === 'gate-failed';
    if (failsAgain && lasted < shortSessionMilliseconds) await this.#pause();
  }

  /** What failed a moment ago (a broken stage, a port) would fail again in the next. */
  async #pause(): Promise<void> {
    const pause = delay(retryMilliseconds, undefined, { signal: this.#stopping.signal });
    await Promise.race([pause.catch(() => {}), this.#bell.heard()]);
  }

  #note(trouble: SessionTrouble): void {
    // A broken stage fails again every second: once is enough to be told.
    if (this.#trouble?.text.en !== trouble.text.en) this.#context.note(trouble.text);
    this.#trouble = trouble;
    this.#onChange();
  }

  /** Unique for ever, because segments are cached for a year by their names: time, then a counter. */
  #nextId(): string {
    const time = new Date().toISOString().replaceAll(/[-:]|\..*/g, '');
    this.#sessionCount += 1;
    return `${time}-${this.#sessionCount}`;
  }
}

async function lastLine(file: string): Promise<string> {
  const text = await readFile(file, 'utf8').catch(() => '');
  return text.trim().split('\n').at(-1)?.slice(0, 200) ?? '';
}
