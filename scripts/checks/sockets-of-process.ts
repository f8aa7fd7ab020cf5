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
  address.startsWith('127.') || address === '0:0:0:0:0:0:0:1' || ipv4MappedLoopback.test(address);

/** 127.0.0.0/8 on an IPv6 socket that also speaks IPv4 (RFC 4291, section 2.5.5.2). */
const ipv4MappedLoopback = /^0:0:0:0:0:ffff:7f[0-9a-f]{2}:/;
