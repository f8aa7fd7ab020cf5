/** A server that is on this machine, and answers as if it were far away. */
import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import { onTestFinished } from 'vitest';

/** @returns a port that leads to the given one. Every byte is under way for so long, in both directions. */
export async function farAway(port: number, distanceMilliseconds: number): Promise<number> {
  const way = createServer((near) => {
    const far = connect(port, '127.0.0.1');
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      from.on('data', (bytes) => setTimeout(() => to.write(bytes), distanceMilliseconds));
      from.on('close', () => setTimeout(() => to.destroy(), distanceMilliseconds));
      from.on('error', () => from.destroy());
    }
  });
  way.listen(0, '127.0.0.1');
  await once(way, 'listening');
  onTestFinished(() => {
    way.close();
  });
  return (way.address() as AddressInfo).port;
}
