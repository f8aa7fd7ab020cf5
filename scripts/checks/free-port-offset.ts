import { randomInt } from 'node:crypto';
import { basePorts } from '../../labs/settings.ts';
import { listBoundSockets } from '../system/sockets.ts';

/** Below the ports the kernel gives out for outgoing connections (from 32768 on). */
const largestOffset = 32_000 - basePorts.janusWebSocket;
const tries = 50;

/** An offset at which every port of a stack is free. Chosen by chance, so that parallel tests do not meet. */
export async function freePortOffset(): Promise<number> {
  const taken = new Set((await listBoundSockets()).map((socket) => socket.port));
  // The ICE range is shared: Janus takes what is free in it.
  const { iceFirst: _first, iceLast: _last, ...needed } = basePorts;
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const offset = randomInt(5_000, largestOffset);
    if (Object.values(needed).every((port) => !taken.has(port + offset))) return offset;
  }
  throw new Error(`No free block of ports in ${tries} tries`);
}
