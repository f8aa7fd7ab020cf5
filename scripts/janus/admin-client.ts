/** What Janus's Admin API tells about a publisher's connection (Janus documentation, "Admin/Monitor API"). */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Settings } from '../../labs/settings.ts';

const usualLimitMilliseconds = 2_000;

const listSchema = z.object({
  sessions: z.array(z.number()).optional(),
  handles: z.array(z.number()).optional(),
});

const trafficSchema = z
  .looseObject({ bytes: z.number().optional(), packets: z.number().optional() })
  .optional();
const statsSchema = z.object({ in: trafficSchema, out: trafficSchema });

const handleInfoSchema = z.object({
  info: z.looseObject({
    session_id: z.number(),
    plugin_specific: z
      .looseObject({
        type: z.string().optional(),
        id: z.number().optional(),
        display: z.string().optional(),
      })
      .optional(),
    sdps: z.looseObject({ remote: z.string().optional(), local: z.string().optional() }).optional(),
    webrtc: z
      .looseObject({
        ice: z
          .looseObject({ state: z.string().optional(), 'selected-pair': z.string().optional() })
          .optional(),
        dtls: z.looseObject({ 'dtls-state': z.string().optional() }).optional(),
        media: z
          .record(
            z.string(),
            z.looseObject({
              type: z.string(),
              rtcp: z
                .looseObject({ main: z.looseObject({ lost: z.number() }).optional() })
                .optional(),
              stats: statsSchema.optional(),
            }),
          )
          .optional(),
      })
      .optional(),
  }),
});

export interface ConnectionInfo {
  /** libnice's word: `connecting`, `connected`, `ready`, `failed`, … */
  iceState: string | null;
  /** `created`, `trying`, `connected`, `failed`. */
  dtlsState: string | null;
  /** Which addresses the media takes: `192.0.2.2:20004 [host,udp] <-> 192.0.2.7:45911 [prflx,udp]`. */
  selectedPair: string | null;
  /** Bytes received so far, all streams. */
  receivedBytes: number;
  /** RTP packets received so far, all streams. */
  receivedPackets: number;
  /** RTP packets lost so far on the publisher's leg, by Janus's own count. */
  lostPackets: number;
  /** What the publisher sent and what Janus answered; null until both are there. */
  descriptions: { offer: string; answer: string } | null;
}

/** Who has joined the room, from the first word to the last packet. */
export interface Participant {
  sessionId: number;
  /** The SDP that the participant sent; null when none came. */
  offer: string | null;
  /** ICE and DTLS are up. */
  isConnected: boolean;
  receivedPackets: Readonly<Record<'audio' | 'video', number>>;
}

/** Who watches by WebRTC. */
export interface Subscriber {
  /** ICE and DTLS are up. */
  isConnected: boolean;
  /** RTP packets that Janus sent there, all streams. */
  sentPackets: number;
}

export class JanusAdmin {
  readonly #settings: Settings;
  readonly #limitMilliseconds: number;
  /** Where the publisher was found last: `session/handle`. */
  #found: { publisherId: number; path: string } | undefined;

  /** @param limitMilliseconds how long to wait for an answer. */
  constructor(settings: Settings, limitMilliseconds = usualLimitMilliseconds) {
    this.#settings = settings;
    this.#limitMilliseconds = limitMilliseconds;
  }

  /** Whether Janus answers at all. One that does not run refuses the connection, and so answers. */
  answers(): Promise<boolean> {
    return this.#ask('', 'ping').then(
      () => true,
      (error: Error) => !isTimeout(error),
    );
  }

  /**
   * @returns null when no handle of that publisher exists.
   * @throws {Error} when the Admin API does not answer or refuses.
   */
  async connectionOf(publisherId: number): Promise<ConnectionInfo | null> {
    if (this.#found?.publisherId === publisherId) {
      const info = await this.#handleInfo(this.#found.path).catch((error: Error) => {
        // Who does not answer one question does not answer many either.
        if (isTimeout(error)) throw error;
      });
      if (info?.publisherId === publisherId) return info.connection;
    }
    for await (const { path, ...info } of this.#handles()) {
      if (info.publisherId !== publisherId) continue;
      this.#found = { publisherId, path };
      return info.connection;
    }
    return null;
  }

  /**
   * @returns null when nobody of this name is in the room.
   * @throws {Error} when the Admin API does not answer or refuses.
   */
  async participantNamed(displayName: string): Promise<Participant | null> {
    for await (const { display, participant } of this.#handles()) {
      if (display === displayName) return participant;
    }
    return null;
  }

  /** @throws {Error} when the Admin API does not answer or refuses. */
  async subscribers(): Promise<Subscriber[]> {
    const found: Subscriber[] = [];
    for await (const { subscriber } of this.#handles()) if (subscriber) found.push(subscriber);
    return found;
  }

  /** The ids of all sessions. */
  async sessions(): Promise<readonly number[]> {
    return listSchema.parse(await this.#ask('', 'list_sessions')).sessions ?? [];
  }

  /** All handles of all sessions; what ends meanwhile is left out. */
  async *#handles() {
    for (const session of await this.sessions()) {
      const answer = await this.#ask(`/${session}`, 'list_handles').catch(() => ({}));
      for (const handle of listSchema.parse(answer).handles ?? []) {
        const path = `/${session}/${handle}`;
        const info = await this.#handleInfo(path).catch(() => undefined);
        if (info) yield { path, ...info };
      }
    }
  }

  async #handleInfo(path: string) {
    const { info } = handleInfoSchema.parse(await this.#ask(path, 'handle_info'));
    const media = Object.values(info.webrtc?.media ?? {});
    const { remote, local } = info.sdps ?? {};
    const connection: ConnectionInfo = {
      iceState: info.webrtc?.ice?.state ?? null,
      selectedPair: info.webrtc?.ice?.['selected-pair'] ?? null,
      dtlsState: info.webrtc?.dtls?.['dtls-state'] ?? null,
      receivedBytes: sum(media.map((stream) => stream.stats?.in?.bytes ?? 0)),
      receivedPackets: sum(media.map((stream) => stream.stats?.in?.packets ?? 0)),
      lostPackets: sum(media.map((stream) => stream.rtcp?.main?.lost ?? 0)),
      descriptions: remote && local ? { offer: remote, answer: local } : null,
    };
    const packetsOf = (kind: string) =>
      sum(media.filter(({ type }) => type === kind).map(({ stats }) => stats?.in?.packets ?? 0));
    const participant: Participant = {
      sessionId: info.session_id,
      offer: remote ?? null,
      isConnected: connection.dtlsState === 'connected',
      receivedPackets: { audio: packetsOf('audio'), video: packetsOf('video') },
    };
    const { type, id: publisherId, display } = info.plugin_specific ?? {};
    const subscriber: Subscriber | null =
      type === 'subscriber'
        ? {
            isConnected: participant.isConnected,
            sentPackets: sum(media.map(({ stats }) => stats?.out?.packets ?? 0)),
          }
        : null;
    return { publisherId, display, connection, participant, subscriber };
  }

  async #ask(path: string, janus: string): Promise<unknown> {
    const { janusHost, ports, secrets } = this.#settings;
    const response = await fetch(`http://${janusHost}:${ports.janusAdmin}/admin${path}`, {
      method: 'POST',
      signal: AbortSignal.timeout(this.#limitMilliseconds),
      // Stage 02 lets the Admin API answer to the site's origin only (`enforce_cors`).
      headers: { Origin: `http://localhost:${ports.site}` },
      body: JSON.stringify({ janus, transaction: randomUUID(), admin_secret: secrets.admin }),
    });
    const answer = z.looseObject({ janus: z.string() }).parse(await response.json());
    const isRefusal = answer.janus !== 'success' && answer.janus !== 'pong';
    if (isRefusal) throw new Error(`Janus's Admin API refused ${janus}`);
    return answer;
  }
}

const isTimeout = (error: Error): boolean => error.name === 'TimeoutError';

const sum = (numbers: readonly number[]): number => numbers.reduce((total, n) => total + n, 0);
