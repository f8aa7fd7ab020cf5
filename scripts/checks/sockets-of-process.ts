import { readdir, readlink } from 'node:fs/promises';
import { type BoundSocket, listBoundSockets } from '../system/sockets.ts';

/** The ports one process listens on (TCP) or is bound to (UDP). */
export async function socketsOfProcess(pid: number): Promise<BoundSocket[]> {
  const inodes = new Set<number>();
  for (const descriptor of await readdir(`/proc/${pid}/fd`)) {
    const target = await readlink(`/proc/${pid}/fd/${descriptor}`).catch(() => '');
    inodes.add(Number(/^socket:\[(\d+)\]$/.exec(target)?.[1]));
  }
  return (await listBoundSockets()).filter(({ inode }) => inodes.has(inode));
}

export const isLoopback = ({ address }: BoundSocket): boolean =>
  address.startsWith('127.') || address === '0:0:0:0:0:0:0:1';
