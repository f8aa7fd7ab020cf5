/** One publisher's conversation with Janus, as the weather passes it on: candidates changed, all else word by word. */
import { iceUser, replaceCandidate, replaceCandidates, withoutCandidates } from './candidates.ts';
import { type JanusMessage, readMessage, trickledLine } from './janus-messages.ts';
import type { Address, UdpProxy } from './udp-proxy.ts';

interface Connection {
  iceUser: string;
  proxy: UdpProxy;
}

export class Signalling {
  readonly #openProxy: () => UdpProxy;
  readonly #onClosed: (proxy: UdpProxy) => void;
  /** By Janus's handle. */
  readonly #connections = new Map<number, Connection>();

  constructor(openProxy: () => UdpProxy, onClosed: (proxy: UdpProxy) => void) {
    this.#openProxy = openProxy;
    this.#onClosed = onClosed;
  }

  /** What Janus gets to hear: nothing of where the publisher is, or it would go around the weather. */
  toJanus(text: string): string {
    const message = readMessage(text);
    if (message?.jsep) {
      const jsep = { ...message.jsep, sdp: withoutCandidates(message.jsep.sdp) };
      return JSON.stringify({ ...message, jsep });
    }
    if (message?.janus !== 'trickle') return text;
    // Janus waits for candidates until it hears that there are no more. It needs none.
    const { candidates: _, ...rest } = message;
    return JSON.stringify({ ...rest, candidate: { completed: true } });
  }

  /** What the publisher gets to hear: the weather's addresses in place of Janus's. */
  async toPublisher(text: string): Promise<string | null> {
    const message = readMessage(text);
    if (!message?.sender) return text;
    const { janus, jsep, sender, candidate } = message;
    if (['hangup', 'detached', 'timeout'].includes(janus)) this.#forget(sender);
    if (jsep) {
      const proxy = this.#proxyFor(sender, iceUser(jsep.sdp));
      const sdp = await replaceCandidates(jsep.sdp, (each) => portOf(proxy, each));
      return JSON.stringify({ ...message, jsep: { ...jsep, sdp } });
    }
    const line = trickledLine(candidate);
    if (janus !== 'trickle' || line === null) return text;
    return this.#trickled(message, line);
  }

  close(): void {
    for (const handle of [...this.#connections.keys()]) this.#forget(handle);
  }

  async #trickled(message: JanusMessage, line: string): Promise<string | null> {
    const proxy = this.#connections.get(message.sender ?? 0)?.proxy;
    const own = proxy && (await replaceCandidate(line, (each) => portOf(proxy, each)));
    if (!own) return null;
    return JSON.stringify({ ...message, candidate: { ...message.candidate, candidate: own } });
  }

  /** A description with the same ICE user goes on with the connection there is. */
  #proxyFor(handle: number, user: string): UdpProxy {
    const known = this.#connections.get(handle);
    if (known?.iceUser === user) return known.proxy;
    this.#forget(handle);
    const proxy = this.#openProxy();
    this.#connections.set(handle, { iceUser: user, proxy });
    return proxy;
  }

  #forget(handle: number): void {
    const proxy = this.#connections.get(handle)?.proxy;
    if (!proxy) return;
    this.#connections.delete(handle);
    proxy.close();
    this.#onClosed(proxy);
  }
}

/** Null for an address that is none of this machine's: Janus, too, only hopes that it leads here. */
const portOf = (proxy: UdpProxy, candidate: Address): Promise<number | null> =>
  proxy.standInFor(candidate).catch(() => null);
