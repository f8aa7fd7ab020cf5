/** A name server that knows one name, as Docker's knows a service: for as long as its container lives. */
import { createSocket } from 'node:dgram';
import { once } from 'node:events';

const originName = 'origin';

export interface NameServer {
  /** address:port, as nginx writes it. */
  address: string;
  forget(): void;
  learn(): void;
  close(): void;
}

/** DNS header (RFC 1035, section 4.1.1): a response, recursion available, with this code. */
const flags = { found: [0x81, 0x80], noSuchName: [0x81, 0x83] };
/** Name: that of the question; type A, class IN, 2 s, 4 bytes: 127.0.0.1. */
const answer = Buffer.from([0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 2, 0, 4, 127, 0, 0, 1]);
const headerBytes = 12;
/** After a name: its end, type and class. */
const questionEndBytes = 5;

export async function startNameServer(): Promise<NameServer> {
  const socket = createSocket('udp4');
  let known = true;
  socket.on('message', (query, { address, port }) => {
    const end = query.indexOf(0, headerBytes) + questionEndBytes;
    const question = query.subarray(headerBytes, end);
    const found = known && question.includes(Buffer.from(originName));
    const counts = [0, 1, 0, found ? 1 : 0, 0, 0, 0, 0];
    const [first = 0, second = 0] = query;
    const header = [first, second, ...(found ? flags.found : flags.noSuchName), ...counts];
    const parts = [Buffer.from(header), question, ...(found ? [answer] : [])];
    socket.send(Buffer.concat(parts), port, address);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return {
    address: `127.0.0.1:${socket.address().port}`,
    forget() {
      known = false;
    },
    learn() {
      known = true;
    },
    close() {
      socket.close();
    },
  };
}
