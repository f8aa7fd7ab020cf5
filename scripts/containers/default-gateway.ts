/** The container's default gateway: who comes by a published port comes from there (proc(5), /proc/net/route). */
import { readFile } from 'node:fs/promises';

/** @throws {Error} in a container without a default route. */
export async function defaultGateway(): Promise<string> {
  const routes = (await readFile('/proc/net/route', 'utf8')).split('\n').slice(1);
  const gateway = routes.map((route) => route.split('\t')).find(([, to]) => to === '00000000')?.[2];
  if (!gateway) throw new Error('This container has no default gateway');
  // Hexadecimal, in the byte order of x86 and ARM: the last byte comes first.
  return [...Buffer.from(gateway, 'hex')].reverse().join('.');
}
