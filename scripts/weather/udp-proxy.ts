/** UDP between one publisher's ICE and Janus's candidates: a NAT with bad weather. */
import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { isIPv6 } from 'node:net';
import type { Link } from './link.ts';

/** Where one of Janus's candidates listens. */
export interface Address {
  address: string;
  port: number;
}

/** A browser has a candidate for each of its interfaces; more callers than this are nobody we know. */
const maximumFlows = 16;

interface Flow {
  socket: Socket;
  isConnected: boolean;
}

/** One PeerConnection's. */
export class UdpProxy {
  readonly #link: Link;
  /** By the address of Janus's candidate, what stands in for it. */
  readonly #fronts = new Map<string, Promise<Socket>>();
  /** By both ends: Janus must see as many callers as there are. */
  readonly #flows = new Map<string, Flow>();
  #isClosed = false;

  constructor(link: Link) {
    this.#link = link;
  }

  get link(): Link {
    return this.#link;
  }

  /**
   * Listens on the candidate's own IP address, so that whoever reaches Janus reaches this too.
   * @returns the port.
   * @throws {Error} when the address is not one of this machine's.
   */
  async standInFor(candidate: Address): Promise<number> {
    const key = `${candidate.address} ${candidate.port}`;
    const front = this.#fronts.get(key) ?? this.#listen(candidate);
    this.#fronts.set(key, front);
    return (await front).address().port;
  }

  close(): void {
    this.#isClosed = true;
    this.#link.close();
    for (const front of this.#fronts.values()) front.then(closeQuietly, () => {});
    for (const { socket } of this.#flows.values()) closeQuietly(socket);
    this.#fronts.clear();
    this.#flows.clear();
  }

  async #listen(candidate: Address): Promise<Socket> {
    const front = openSocket(candidate.address);
    front.bind({ address: candidate.address, port: 0, exclusive: true });
    await once(front, 'listening').catch((error) => {
      front.close();
      throw error;
    });
    // From now on an error is a lost datagram, as on any network.
    front.on('error', () => {});
    front.on('message', (datagram, caller) =>
      this.#fromPublisher(front, candidate, caller, datagram),
    );
    return front;
  }

  #fromPublisher(front: Socket, candidate: Address, caller: RemoteInfo, datagram: Buffer): void {
    const flow = this.#flowOf(front, candidate, caller);
    if (!flow) return;
    this.#link.carry('toJanus', datagram, () => {
      if (flow.isConnected && !this.#isClosed) flow.socket.send(datagram);
    });
  }

  #flowOf(front: Socket, candidate: Address, caller: RemoteInfo): Flow | undefined {
    const key = `${caller.address} ${caller.port} ${candidate.address} ${candidate.port}`;
    const known = this.#flows.get(key);
    if (known || this.#isClosed || this.#flows.size >= maximumFlows) return known;
    const socket = openSocket(candidate.address);
    const flow: Flow = { socket, isConnected: false };
    this.#flows.set(key, flow);
    socket.on('error', () => {});
    // Connected, so that only Janus's own answers are taken. Until then ICE's checks are lost; they come again.
    socket.connect(candidate.port, candidate.address, (error?: Error) => {
      flow.isConnected = !error;
    });
    socket.on('message', (answer) => {
      this.#link.carry('toPublisher', answer, () => {
        if (!this.#isClosed) front.send(answer, caller.port, caller.address);
      });
    });
    return flow;
  }
}

const openSocket = (address: string): Socket => createSocket(isIPv6(address) ? 'udp6' : 'udp4');

function closeQuietly(socket: Socket): void {
  try {
    socket.close();
  } catch {
    // It was closed already, or never opened.
  }
}
