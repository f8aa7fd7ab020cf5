/**
 * One viewer's connection: HTTP/1.1 with keep-alive, one request at a time. Written on the bare
 * socket, because a thousand viewers have to fit beside the server they load: node:http takes
 * three times the processor time. It knows no more of HTTP than nginx answers with (RFC 9112).
 */
import { connect, type Socket } from 'node:net';
import { type ConnectionOptions, connect as connectSecurely, createSecureContext } from 'node:tls';

export interface HttpAnswer {
  status: number;
  /** Empty unless it was asked for. */
  body: string;
  /** Head and body. */
  bytes: number;
  /** What the edge says of its cache; empty without an edge. */
  cache: string;
  /** From the request to the first byte, the way to a connection included where there was none. */
  waitMilliseconds: number;
}

interface Request {
  path: string;
  keepsBody: boolean;
  sentAt: number;
  firstByteAt: number | null;
  /** Unfinished head, as long as there is one. */
  head: string;
  status: number;
  cache: string;
  body: string;
  bytes: number;
  bytesToCome: number | null;
  /** A server may close a connection just when it is used again: the request is repeated, once. */
  mayRepeat: boolean;
  resolve(answer: HttpAnswer): void;
  reject(error: Error): void;
}

/** Every connection reads into it: what it holds is used up before the next one reads. */
const shared = Buffer.allocUnsafeSlow(256 * 1_024);
const endOfHead = '\r\n\r\n';
const mostHeadBytes = 8_192;

export class HttpConnection {
  readonly #origin: URL;
  readonly #headers: string;
  #socket: Socket | null = null;
  #request: Request | null = null;

  /** @param origin a URL there; with https: a certificate is taken whoever signed it. */
  constructor(origin: URL, headers: Readonly<Record<string, string>>) {
    this.#origin = origin;
    this.#headers = Object.entries({ Host: origin.host, ...headers })
      .map(([name, value]) => `${name}: ${value}\r\n`)
      .join('');
  }

  /** @throws {Error} when no whole answer comes. */
  get(path: string, { keepsBody = false } = {}): Promise<HttpAnswer> {
    if (this.#request) throw new Error('One request at a time');
    return new Promise((resolve, reject) => {
      this.#request = {
        ...{ path, keepsBody, resolve, reject },
        sentAt: performance.now(),
        firstByteAt: null,
        ...{ head: '', status: 0, cache: '', body: '', bytes: 0, bytesToCome: null },
        mayRepeat: this.#socket !== null,
      };
      this.#send(path);
    });
  }

  close(): void {
    this.#socket?.destroy();
    this.#socket = null;
  }

  #send(path: string): void {
    this.#socket ??= this.#connect();
    this.#socket.write(`GET ${path} HTTP/1.1\r\n${this.#headers}\r\n`, 'latin1');
  }

  #connect(): Socket {
    const { protocol, hostname, port } = this.#origin;
    const isSecure = protocol === 'https:';
    const options = {
      host: hostname,
      port: Number(port) || (isSecure ? 443 : 80),
      noDelay: true,
      onread: {
        buffer: shared,
        callback: (length: number, buffer: Uint8Array) => {
          this.#read(buffer as Buffer, length);
          return true;
        },
      },
    };
    const socket = isSecure
      ? connectSecurely({ ...options, ...secureOptions() })
      : connect(options);
    let failure = new Error('The server closed the connection');
    socket.on('error', (error) => {
      failure = error;
    });
    socket.on('end', () => socket.destroy());
    socket.on('close', () => {
      if (this.#socket !== socket) return;
      this.#socket = null;
      const request = this.#request;
      if (!request) return;
      if (request.mayRepeat && request.firstByteAt === null) {
        request.mayRepeat = false;
        this.#send(request.path);
      } else this.#fail(failure);
    });
    return socket;
  }

  #read(buffer: Buffer, length: number): void {
    const request = this.#request;
    if (!request) {
      // Nobody asked: this is no server to go on with.
      this.close();
      return;
    }
    request.firstByteAt ??= performance.now();
    request.bytes += length;
    let bodyBegins = 0;
    if (request.bytesToCome === null) {
      const before = request.head.length;
      request.head += buffer.toString('latin1', 0, Math.min(length, mostHeadBytes));
      const end = request.head.indexOf(endOfHead);
      if (end < 0) return;
      bodyBegins = end + endOfHead.length - before;
      const { status, contentLength, cache } = parseHead(request.head.slice(0, end));
      if (contentLength === null) {
        this.#fail(new Error('An answer without its length'));
        return;
      }
      Object.assign(request, { status, cache, bytesToCome: contentLength });
    }
    if (request.keepsBody) request.body += buffer.toString('latin1', bodyBegins, length);
    request.bytesToCome = (request.bytesToCome ?? 0) - (length - bodyBegins);
    if (request.bytesToCome > 0) return;
    this.#request = null;
    const { status, cache, body, bytes, sentAt, firstByteAt } = request;
    request.resolve({ status, cache, body, bytes, waitMilliseconds: firstByteAt - sentAt });
  }

  #fail(error: Error): void {
    const request = this.#request;
    this.#request = null;
    this.close();
    request?.reject(error);
  }
}

let secureContext: ConnectionOptions['secureContext'];

/** One for all connections: each of its own would read the machine's certificates anew. */
function secureOptions(): ConnectionOptions {
  secureContext ??= createSecureContext();
  return { secureContext, rejectUnauthorized: false };
}

function parseHead(head: string) {
  const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
  return {
    status: Number(head.slice(9, 12)),
    contentLength: length === undefined ? null : Number(length),
    cache: /\r\nx-cache: *(\S+)/i.exec(head)?.[1] ?? '',
  };
}
