import { readFile } from 'node:fs/promises';

/**
 * How many datagrams the kernel threw away because whoever listens on these UDP ports (IPv4) did
 * not take them in time. The last column of proc_net_udp(5); it is gone with the socket.
 */
export async function lostDatagrams(ports: readonly number[]): Promise<number> {
  const [, ...lines] = (await readFile('/proc/net/udp', 'utf8')).trim().split('\n');
  let lost = 0;
  for (const line of lines) {
    const fields = line.trim().split(/\s+/);
    const port = Number.parseInt(fields[1]?.split(':')[1] ?? '', 16);
    if (ports.includes(port)) lost += Number(fields.at(-1));
  }
  return lost;
}
