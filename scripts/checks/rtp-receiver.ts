/** Takes the RTP that arrives on a UDP port, in FFmpeg's place. */
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { isRtp, RtpPacket } from '../media/rtp.ts';
import type { Keeper } from './room.ts';

/** @returns the packets so far; the list grows until the keeper closes. */
export async function receiveRtp(
  keeper: Keeper,
  address: string,
  port: number,
): Promise<readonly RtpPacket[]> {
  const packets: RtpPacket[] = [];
  const socket = createSocket('udp4');
  socket.on('message', (datagram) => {
    // Janus opens the way with datagrams that are no RTP.
    if (isRtp(datagram)) packets.push(RtpPacket.deSerialize(datagram));
  });
  socket.bind(port, address);
  await once(socket, 'listening');
  keeper.defer(() => socket.close());
  return packets;
}
