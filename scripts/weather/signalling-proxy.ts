/** A WebSocket server before Janus's own: each conversation is passed on to Janus over a connection of its own. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocket, WebSocketServer } from 'ws';
import type { Signalling } from './signalling.ts';

/** Janus itself has no limit; this is far more than any SDP needs. */
const maximumBytes = 1_000_000;

export interface SignallingProxyOptions {
  /** Where to listen: as reachable as Janus's API, and no more. */
  listen: { host: string; port: number };
  /** WebSocket address of Janus. */
  janusUrl: string;
  /** Called for every conversation. */
  open(): Signalling;
}

export class SignallingProxy {
  readonly #options: SignallingProxyOptions;
  readonly #server: Server = createServer((_, response) => response.writeHead(426).end());
  readonly #sockets: WebSocketServer;

  private constructor(options: SignallingProxyOptions) {
    this.#options = options;
    this.#sockets = new WebSocketServer({ noServer: true, maxPayload: maximumBytes });
    this.#server.on('upgrade', (...call) => this.#upgrade(...call));
  }

  /** @throws {Error} `EADDRINUSE` when the port is taken. */
  static async start(options: SignallingProxyOptions): Promise<SignallingProxy> {
    const proxy = new SignallingProxy(options);
    proxy.#server.listen({ ...options.listen, exclusive: true });
    await once(proxy.#server, 'listening');
    return proxy;
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    for (const publisher of this.#sockets.clients) publisher.terminate();
    this.#server.closeAllConnections();
    await closed;
  }

  /** Janus first: whoever cannot be passed on is not let in. */
  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    // Every error is followed by `close`, and nobody else listens yet.
    socket.on('error', () => {});
    const protocols = request.headers['sec-websocket-protocol']?.split(/\s*,\s*/) ?? [];
    const { origin } = request.headers;
    const janus = new WebSocket(this.#options.janusUrl, protocols, {
      maxPayload: maximumBytes,
      ...(origin === undefined ? {} : { origin }),
    });
    const gone = () => janus.terminate();
    socket.once('close', gone);
    // Every error of a WebSocket is followed by `close`.
    janus.on('error', () => {});
    janus.once('close', () => socket.destroy());
    janus.once('open', () => {
      this.#sockets.handleUpgrade(request, socket, head, (publisher) => {
        this.#pass(publisher, janus);
      });
    });
  }

  #pass(publisher: WebSocket, janus: WebSocket): void {
    const signalling = this.#options.open();
    publisher.on('message', (text) => {
      if (janus.readyState === WebSocket.OPEN) janus.send(signalling.toJanus(String(text)));
    });
    // One after the other: a later message must not overtake one whose sockets are being opened.
    let turn = Promise.resolve();
    janus.on('message', (text) => {
      turn = turn.then(async () => {
        const passed = await signalling.toPublisher(String(text));
        if (passed !== null && publisher.readyState === WebSocket.OPEN) publisher.send(passed);
      });
    });
    publisher.on('error', () => {});
    publisher.once('close', () => {
      janus.close();
      void turn.then(() => signalling.close());
    });
    janus.once('close', () => publisher.close());
  }
}
