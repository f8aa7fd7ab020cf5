/**
 * A small Janus client for Node: the JSON protocol over a WebSocket
 * (Janus documentation, "RESTful, WebSockets, RabbitMQ, ... API").
 *
 * The browser uses the `janus-gateway` package; that one needs a browser's globals, and
 * the Node ports carry native transports the workshop has no use for.
 */
import { randomUUID } from 'node:crypto';
import { WebSocket } from 'ws';
import { z } from 'zod';
import { WorkshopError } from '../language/workshop-error.ts';

const messageSchema = z.looseObject({
  janus: z.string(),
  transaction: z.string().optional(),
  sender: z.number().optional(),
  data: z.looseObject({ id: z.number() }).optional(),
  plugindata: z.object({ plugin: z.string(), data: z.record(z.string(), z.unknown()) }).optional(),
  jsep: z.object({ type: z.enum(['offer', 'answer']), sdp: z.string() }).optional(),
  error: z.object({ code: z.number(), reason: z.string() }).optional(),
});
type Message = z.infer<typeof messageSchema>;

export type Jsep = NonNullable<Message['jsep']>;
/** A plugin's answer or event. */
export type PluginData = Record<string, unknown>;
export interface PluginAnswer {
  data: PluginData;
  jsep: Jsep | undefined;
}

/** Janus or a plugin refused a request; `code` is Janus's own (for VideoRoom 4xx, 403 for the API). */
export class JanusError extends WorkshopError {
  readonly code: number;
  constructor(code: number, reason: string) {
    super({
      en: `Janus answered ${code}: ${reason}`,
      es: `Janus respondió ${code}: ${reason}`,
    });
    this.name = 'JanusError';
    this.code = code;
  }
}

interface PendingRequest {
  resolve(message: Message): void;
  reject(error: Error): void;
  /** Plugins that work asynchronously answer `ack` first and the result later. */
  waitForEvent: boolean;
}

/** Janus ends a session it has not heard from for 60 s (`session_timeout`). */
const keepAliveMilliseconds = 25_000;
const answerLimitMilliseconds = 10_000;

export class JanusClient {
  /** Resolves when the connection is gone, for whatever reason. Never rejects. */
  readonly closed: Promise<void>;
  readonly #socket: WebSocket;
  readonly #apiSecret: string;
  readonly #pending = new Map<string, PendingRequest>();
  readonly #handles = new Map<number, JanusHandle>();
  #sessionId: number | undefined;
  #keepAlive: NodeJS.Timeout | undefined;

  private constructor(socket: WebSocket, apiSecret: string) {
    this.#socket = socket;
    this.#apiSecret = apiSecret;
    this.closed = new Promise((resolve) => socket.once('close', () => resolve()));
    socket.on('message', (text) => this.#receive(String(text)));
    // Every error of a WebSocket is followed by `close`; that is where it is dealt with.
    socket.on('error', () => {});
    void this.closed.then(() => this.#rejectPending(new Error('Janus closed the connection')));
  }

  /**
   * Connects and creates a Janus session.
   * @throws {JanusError} 403 when the API secret is wrong; {Error} when nobody listens.
   */
  static async connect(url: string, options: { apiSecret: string }): Promise<JanusClient> {
    const socket = new WebSocket(url, 'janus-protocol', {
      handshakeTimeout: answerLimitMilliseconds,
    });
    await new Promise<void>((resolve, reject) => {
      socket.once('open', resolve);
      socket.once('error', reject);
    });
    const client = new JanusClient(socket, options.apiSecret);
    try {
      const created = await client.#send({ janus: 'create' }, false);
      client.#sessionId = created.data?.id;
    } catch (error) {
      socket.terminate();
      throw error;
    }
    client.#keepAlive = setInterval(() => {
      client.#send({ janus: 'keepalive' }, false).catch(() => socket.terminate());
    }, keepAliveMilliseconds);
    void client.closed.then(() => clearInterval(client.#keepAlive));
    return client;
  }

  /** Attaches a handle to a plugin, such as `janus.plugin.videoroom`. */
  async attach(plugin: string): Promise<JanusHandle> {
    const attached = await this.#send({ janus: 'attach', plugin }, false);
    const id = attached.data?.id;
    if (id === undefined) throw new Error(`Janus gave no handle for ${plugin}`);
    const handle = new JanusHandle(id, (message, waitForEvent) =>
      this.#send({ ...message, handle_id: id }, waitForEvent),
    );
    this.#handles.set(id, handle);
    return handle;
  }

  /** Ends the session, and with it every handle. Idempotent. */
  async close(): Promise<void> {
    if (this.#socket.readyState === WebSocket.OPEN) {
      await this.#send({ janus: 'destroy' }, false).catch(() => {});
      this.#socket.close();
      // Janus answers the closing handshake late or never when it is going down itself.
      const impatient = setTimeout(() => this.#socket.terminate(), 500);
      await this.closed;
      clearTimeout(impatient);
    }
    await this.closed;
  }

  #send(message: Record<string, unknown>, waitForEvent: boolean): Promise<Message> {
    const transaction = randomUUID();
    return new Promise<Message>((resolve, reject) => {
      if (this.#socket.readyState !== WebSocket.OPEN) {
        reject(new Error('The connection to Janus is closed'));
        return;
      }
      const limit = setTimeout(() => {
        this.#pending.delete(transaction);
        reject(
          new Error(`Janus did not answer "${message.janus}" in ${answerLimitMilliseconds} ms`),
        );
      }, answerLimitMilliseconds);
      const settle = () => {
        clearTimeout(limit);
        this.#pending.delete(transaction);
      };
      this.#pending.set(transaction, {
        waitForEvent,
        resolve: (answer) => {
          settle();
          resolve(answer);
        },
        reject: (error) => {
          settle();
          reject(error);
        },
      });
      const session = this.#sessionId === undefined ? {} : { session_id: this.#sessionId };
      this.#socket.send(
        JSON.stringify({ ...message, ...session, transaction, apisecret: this.#apiSecret }),
      );
    });
  }

  #receive(text: string): void {
    const message = messageSchema.parse(JSON.parse(text));
    const pending = message.transaction && this.#pending.get(message.transaction);
    if (pending) {
      if (message.error) {
        pending.reject(new JanusError(message.error.code, message.error.reason));
      } else if (!(message.janus === 'ack' && pending.waitForEvent)) {
        pending.resolve(message);
      }
      return;
    }
    if (message.sender !== undefined) this.#handles.get(message.sender)?.deliver(message);
  }

  #rejectPending(error: Error): void {
    for (const pending of [...this.#pending.values()]) pending.reject(error);
  }
}

/** What Janus tells about a handle without being asked. */
export type HandleEvent =
  | { type: 'plugin'; data: PluginData; jsep: Jsep | undefined }
  /** `webrtcup`, `media`, `slowlink`, `hangup`, `detached`, `timeout`. */
  | { type: 'core'; name: string };

export class JanusHandle {
  readonly id: number;
  readonly #send: (message: Record<string, unknown>, waitForEvent: boolean) => Promise<Message>;
  readonly #listeners = new Set<(event: HandleEvent) => void>();

  constructor(
    id: number,
    send: (message: Record<string, unknown>, waitForEvent: boolean) => Promise<Message>,
  ) {
    this.id = id;
    this.#send = send;
  }

  /**
   * Sends a request to the plugin and waits for its answer, synchronous or not.
   * @throws {JanusError} with the plugin's own `error_code` when it refuses.
   */
  async request(body: object, jsep?: Jsep): Promise<PluginAnswer> {
    const message = { janus: 'message', body, ...(jsep ? { jsep } : {}) };
    const answer = await this.#send(message, true);
    const data = answer.plugindata?.data ?? {};
    if (typeof data.error_code === 'number') {
      throw new JanusError(data.error_code, String(data.error));
    }
    return { data, jsep: answer.jsep };
  }

  /** Sends one ICE candidate, or null after the last (RFC 8838). */
  async trickle(candidate: object | null): Promise<void> {
    await this.#send({ janus: 'trickle', candidate: candidate ?? { completed: true } }, false);
  }

  /** Calls back on everything Janus says about this handle; returns how to stop. */
  onEvent(listener: (event: HandleEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Ends this handle's WebRTC connection, and keeps the handle. Janus then tells `hangup`. */
  async hangUp(): Promise<void> {
    await this.#send({ janus: 'hangup' }, false);
  }

  async detach(): Promise<void> {
    await this.#send({ janus: 'detach' }, false);
  }

  /** For the client only: hands an incoming message to the listeners. */
  deliver(message: Message): void {
    const event: HandleEvent =
      message.janus === 'event'
        ? { type: 'plugin', data: message.plugindata?.data ?? {}, jsep: message.jsep }
        : { type: 'core', name: message.janus };
    for (const listener of this.#listeners) listener(event);
  }
}
