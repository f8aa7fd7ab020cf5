import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import {
  findPortHolder,
  listBoundSockets,
  parseSocketTable,
  processAncestry,
  waitForUdpPort,
} from '../../../scripts/system/sockets.ts';

const head =
  '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode';

test('reads listening sockets of IPv4 and IPv6, and leaves connections out', () => {
  const table = [
    head,
    '   0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000  0 0 1060 1 0 100',
    '   1: 0100007F:1F91 0100007F:1F90 01 00000000:00000000 00:00000000 00000000  0 0 1061 1 0 100',
    '   2: 00000000000000000000000001000000:1F90 00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000 00000000  0 0 1062 1 0 100',
  ].join('\n');
  expect(parseSocketTable('tcp', table)).toEqual([
    { protocol: 'tcp', address: '127.0.0.1', port: 8080, inode: 1060 },
    { protocol: 'tcp', address: '0:0:0:0:0:0:0:1', port: 8080, inode: 1062 },
  ]);
});

test('finds this process as the holder of its TCP port', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  expect(await findPortHolder('tcp', port)).toEqual({ pid: process.pid, name: 'node' });
  expect(await findPortHolder('udp', port)).toBeNull();
  server.close();
});

test('sees a UDP port once its process has bound it', async () => {
  const socket = createSocket('udp4');
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  const { port } = socket.address();
  const listed = await listBoundSockets();
  expect(listed).toContainEqual(
    expect.objectContaining({ protocol: 'udp', address: '127.0.0.1', port }),
  );
  const wait = { port, timeoutMilliseconds: 100 };
  expect(await waitForUdpPort({ ...wait, pid: process.pid })).toBe('bound');
  // Bound, but by another process than the one waited for.
  expect(await waitForUdpPort({ ...wait, pid: process.ppid })).toBe('timeout');
  socket.close();
});

test('stops waiting when the process is gone or the wait is called off', async () => {
  const wait = { port: 1, timeoutMilliseconds: 60_000 };
  // Above the largest pid Linux gives out (2^22).
  expect(await waitForUdpPort({ ...wait, pid: 5_000_000 })).toBe('exited');
  const signal = AbortSignal.abort(new Error('called off'));
  await expect(waitForUdpPort({ ...wait, pid: process.pid, signal })).rejects.toThrow('called off');
});

test('follows a process up to its ancestors', async () => {
  expect((await processAncestry(process.pid)).slice(0, 2)).toEqual([process.pid, process.ppid]);
});
