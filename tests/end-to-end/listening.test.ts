/** Who can reach what: everything stays on loopback, unless `--host` opens nginx and the site. */
import { expect, test } from 'vitest';
import { isLoopback, socketsOfProcess } from '../../scripts/checks/sockets-of-process.ts';
import { JanusClient, JanusError } from '../../scripts/janus/janus-client.ts';
import { iceAddresses } from '../../scripts/system/addresses.ts';
import type { BoundSocket } from '../../scripts/system/sockets.ts';
import { isOk, startTestStack, type TestStack } from '../support/test-stack.ts';

test('nothing listens beyond loopback but the media of WebRTC', async () => {
  const stack = await startTestStack();
  await stack.waitForStatus('a stream', isOk('playlist', 'nginx'));
  const sockets = await socketsOf(stack);
  expect(sockets.length).toBeGreaterThan(8);
  const open = sockets.filter((socket) => !isLoopback(socket));
  expect(open.filter(({ protocol }) => protocol === 'tcp')).toEqual([]);
  // UDP: WebRTC's media needs a real address, and Janus leaves the sockets of its RTP forwarders
  // without one. Everybody else stays on loopback.
  const janus = await socketsOfProcess(stack.status.current().hops.janus.figures.pid ?? 0);
  const janusInodes = new Set(janus.map(({ inode }) => inode));
  expect(open.filter(({ inode }) => !janusInodes.has(inode))).toEqual([]);
});

test('--host opens nginx and the site, and the way to Janus leads through nginx and the pin', async () => {
  const stack = await startTestStack({ listenAddress: '0.0.0.0', publisher: 'none' });
  await stack.waitForStatus('Janus and nginx', (status) => status.hops.janus.state === 'ok');
  const { ports, secrets, room } = stack.settings;
  const open = (await socketsOf(stack)).filter((socket) => !isLoopback(socket));
  expect(open.map(({ port }) => port).toSorted()).toEqual([ports.site, ports.origin].toSorted());

  const outside = iceAddresses()[0]?.address;
  const directly = `ws://${outside}:${ports.janusWebSocket}`;
  await expect(JanusClient.connect(directly, { apiSecret: secrets.api })).rejects.toThrow(
    'ECONNREFUSED',
  );

  const client = await JanusClient.connect(`ws://${outside}:${ports.origin}/janus`, {
    apiSecret: secrets.api,
  });
  try {
    const handle = await client.attach('janus.plugin.videoroom');
    const join = { request: 'join', ptype: 'publisher', room: room.id };
    await expect(handle.request({ ...join, pin: 'wrong' })).rejects.toBeInstanceOf(JanusError);
    const joined = await handle.request({ ...join, pin: secrets.pin });
    expect(joined.data.videoroom).toBe('joined');
  } finally {
    await client.close();
  }
});

/** The sockets of this process (the site) and of the stack's daemons. */
async function socketsOf({ status }: TestStack): Promise<BoundSocket[]> {
  const { janus, nginx, ffmpeg } = status.current().hops;
  const pids = [process.pid, janus.figures.pid, nginx.figures.pid, ffmpeg.figures.pid];
  const running = pids.filter((pid) => pid !== null);
  return (await Promise.all(running.map(socketsOfProcess))).flat();
}
