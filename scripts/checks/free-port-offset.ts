/** Port offsets for stacks that run side by side: of checks, of tests, in this process and in others. */
import { randomInt } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { basePorts } from '../../labs/settings.ts';
import { isAlive } from '../system/is-alive.ts';
import { listBoundSockets } from '../system/sockets.ts';

// The ICE range is shared: Janus takes what is free in it.
const { iceFirst: _first, iceLast: _last, ...needed } = basePorts;
const neededPorts = Object.values(needed);

const smallestOffset = 5_000;
/** Below the ports the kernel gives out for outgoing connections (from 32768 on). */
const largestOffset = 32_000 - basePorts.janusWebSocket;
const tries = 200;

/**
 * Offsets that differ by a multiple of this have no port in common: no two of the needed ports do.
 * So a claim on an offset is a claim on its ports. It is even, because RTP ports are (RFC 3550,
 * section 11).
 */
const step = smallestStep();
const offsets = Math.floor((largestOffset - smallestOffset) / step);

/** Ports are the machine's: not in TMPDIR, where each submission that is graded has its own. */
const claimFolder = `/tmp/workshop-port-offsets-${process.getuid?.() ?? 0}`;
const claimFile = (offset: number) => join(claimFolder, String(offset));

/**
 * Claims an offset at which every port of a stack is free, for as long as this process lives.
 * @throws {Error} when none is found.
 */
export async function freePortOffset(): Promise<number> {
  const taken = new Set((await listBoundSockets()).map((socket) => socket.port));
  await mkdir(claimFolder, { recursive: true, mode: 0o700 });
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const offset = smallestOffset + step * randomInt(offsets);
    const isFree = neededPorts.every((port) => !taken.has(port + offset));
    if (isFree && (await claim(offset))) return offset;
  }
  throw new Error(`No free block of ports in ${tries} tries`);
}

/** Gives an offset back before this process ends. */
export const releasePortOffset = (offset: number): Promise<void> =>
  rm(claimFile(offset), { force: true });

/** Of two who claim at once, `wx` lets one through. What a dead process claimed is free. */
async function claim(offset: number): Promise<boolean> {
  const file = claimFile(offset);
  const write = () =>
    writeFile(file, String(process.pid), { flag: 'wx' }).then(
      () => true,
      () => false,
    );
  if (await write()) return true;
  const owner = Number(await readFile(file, 'utf8').catch(() => ''));
  if (owner === 0 || isAlive(owner)) return false;
  await rm(file, { force: true });
  return write();
}

function smallestStep(): number {
  for (let step = 2; ; step += 2) {
    if (new Set(neededPorts.map((port) => port % step)).size === neededPorts.length) return step;
  }
}
