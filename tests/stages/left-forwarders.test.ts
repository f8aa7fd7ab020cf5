/** What a controller that died has left in Janus: where the next one has the same address, every packet would come twice. */
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { expect, onTestFinished, test } from 'vitest';
import { waitUntil } from '../../scripts/checks/wait-until.ts';
import { startTestPublisher } from '../support/test-publisher.ts';
import { openTestRoom } from '../support/test-room.ts';

interface Receiver {
  address: string;
  port: number;
  packets: number;
}

async function receiveAt(address: string): Promise<Receiver> {
  const socket: Socket = createSocket('udp4');
  onTestFinished(() => void socket.close());
  socket.bind(0, address);
  await once(socket, 'listening');
  const receiver = { address, port: socket.address().port, packets: 0 };
  socket.on('message', () => {
    receiver.packets += 1;
  });
  return receiver;
}

test('forwarders to that address are stopped, and no others', async () => {
  const { settings, observer, publishing } = await openTestRoom('low');
  await startTestPublisher(settings, 'somebody');
  const publisher = await publishing('somebody');
  const video = publisher.streams.find(({ type }) => type === 'video');
  const left = await receiveAt('127.0.0.1');
  const somebodyElses = await receiveAt('127.0.0.2');
  for (const { address, port } of [left, somebodyElses]) {
    await observer.forward({
      ...{ request: 'rtp_forward', room: settings.room.id, publisher_id: publisher.id },
      ...{ secret: settings.secrets.room, admin_key: settings.secrets.forward },
      host: address,
      streams: [{ mid: video?.mid ?? '', port }],
    });
  }
  const flows = (receiver: Receiver, packets: number) =>
    waitUntil(
      `${packets} packets at ${receiver.address}`,
      () => receiver.packets >= packets,
      10_000,
    );
  await Promise.all([flows(left, 20), flows(somebodyElses, 20)]);

  await observer.stopForwardersTo(publisher.id, left.address);

  const { packets } = left;
  await flows(somebodyElses, somebodyElses.packets + 50);
  // One may have been on its way.
  expect(left.packets).toBeLessThan(packets + 5);
});
