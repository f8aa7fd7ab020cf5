import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';

/**
 * A UDP socket that listens, and shares its port with nobody.
 * @param port 0 takes one that is free.
 * @throws {Error} `EADDRINUSE` and the like; nothing stays open then.
 */
export async function openUdpSocket(address: string, port = 0): Promise<Socket> {
  const socket = createSocket('udp4');
  socket.bind({ address, port, exclusive: true });
  await once(socket, 'listening').catch((error) => {
    socket.close();
    throw error;
  });
  // From now on an error is a lost datagram, as on any network.
  socket.on('error', () => {});
  return socket;
}
