/** What Janus's Admin API tells about a publisher's connection (Janus documentation, "Admin/Monitor API"). */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Settings } from '../../labs/settings.ts';

const limitMilliseconds = 2_000;

const listSchema = z.object({
  sessions: z.array(z.number()).optional(),
  handles: z.array(z.number()).optional(),
});

const bytesSchema = z.object({ in: z.looseObject({ bytes: z.number().optional() }).optional() });

const handleInfoSchema = z.object({
  info: z.looseObject({
    plugin_specific: z.looseObject({ id: z.number().optional() }).optional(),
    webrtc: z
      .looseObject({
        ice: z.looseObject({ state: z.string().optional() }).optional(),
        dtls: z.looseObject({ 'dtls-state': z.string().optional() }).optional(),
        media: z
          .record(
            z.string(),
            z.looseObject({
              rtcp: z
                .looseObject({ main: z.looseObject({ lost: z.number() }).optional() })
                .optional(),
              stats: bytesSchema.optional(),
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
  /** Bytes received so far, all streams. */
  receivedBytes: number;
  /** RTP packets lost so far on the publisher's leg, by Janus's own count. */
  lostPackets: number;
}

export class JanusAdmin {
  readonly #settings: Settings;
  /** Where the publisher was found last: `session/handle`. */
  #found: { publisherId: number; path: string } | undefined;

  constructor(settings: Settings) {
    this.#settings = settings;
  }

  /**
   * @returns null when no handle of that publisher exists.
   * @throws {Error} when the Admin API does not answer or refuses.
   */
  async connectionOf(publisherId: number): Promise<ConnectionInfo | null> {
    if (this.#found?.publisherId === publisherId) {
      const info = await this.#handleInfo(this.#found.path).catch(() => undefined);
      if (info?.publisherId === publisherId) return info.connection;
    }
    const { sessions = [] } = listSchema.parse(await this.#ask('', 'list_sessions'));
    for (const session of sessions) {
      const answer = await this.#ask(`/${session}`, 'list_handles').catch(() => ({}));
      for (const handle of listSchema.parse(answer).handles ?? []) {
        const path = `/${session}/${handle}`;
        const info = await this.#handleInfo(path).catch(() => undefined);
        if (info?.publisherId !== publisherId) continue;
        this.#found = { publisherId, path };
        return info.connection;
      }
    }
    return null;
  }

  async #handleInfo(path: string) {
    const { info } = handleInfoSchema.parse(await this.#ask(path, 'handle_info'));
    const media = Object.values(info.webrtc?.media ?? {});
    const connection: ConnectionInfo = {
      iceState: info.webrtc?.ice?.state ?? null,
      dtlsState: info.webrtc?.dtls?.['dtls-state'] ?? null,
      receivedBytes: sum(media.map((stream) => stream.stats?.in?.bytes ?? 0)),
      lostPackets: sum(media.map((stream) => stream.rtcp?.main?.lost ?? 0)),
    };
    return { publisherId: info.plugin_specific?.id, connection };
  }

  async #ask(path: string, janus: string): Promise<unknown> {
    const { loopbackAddress, ports, secrets } = this.#settings;
    const response = await fetch(`http://${loopbackAddress}:${ports.janusAdmin}/admin${path}`, {
      method: 'POST',
      signal: AbortSignal.timeout(limitMilliseconds),
      // Stage 02 lets the Admin API answer to the site's origin only (`enforce_cors`).
      headers: { Origin: `http://localhost:${ports.site}` },
      body: JSON.stringify({ janus, transaction: randomUUID(), admin_secret: secrets.admin }),
    });
    const answer = z.looseObject({ janus: z.string() }).parse(await response.json());
    if (answer.janus !== 'success') throw new Error(`Janus's Admin API refused ${janus}`);
    return answer;
  }
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, n) => total + n, 0);
