/** What the weather changes of a conversation with Janus, on words as Janus and browsers say them. */
import { expect, test } from 'vitest';
import { clearConditions } from '../../../scripts/weather/conditions.ts';
import { Link } from '../../../scripts/weather/link.ts';
import { Signalling } from '../../../scripts/weather/signalling.ts';
import { TrafficMeter } from '../../../scripts/weather/traffic.ts';
import { UdpProxy } from '../../../scripts/weather/udp-proxy.ts';
import { untilTestEnds } from '../../support/test-keeper.ts';

function signalling() {
  const open = new Set<UdpProxy>();
  const meters = { toJanus: new TrafficMeter(), toPublisher: new TrafficMeter() };
  const conversation = new Signalling(
    () => {
      const proxy = new UdpProxy(new Link(clearConditions, 1, meters));
      open.add(proxy);
      return proxy;
    },
    (proxy) => open.delete(proxy),
  );
  untilTestEnds.defer(() => conversation.close());
  return { conversation, open };
}

const sdp = (user: string, ...candidates: string[]) =>
  [
    'v=0',
    'm=audio 9 UDP/TLS/RTP/SAVPF 111',
    `a=ice-ufrag:${user}`,
    ...candidates,
    'a=mid:0',
    '',
  ].join('\r\n');
const host = (address: string, port: number) =>
  `a=candidate:1 1 udp 2015363327 ${address} ${port} typ host`;
const answer = (user: string, ...candidates: string[]) => ({
  janus: 'event',
  sender: 7,
  jsep: { type: 'answer', sdp: sdp(user, ...candidates) },
});

test('Janus does not learn where the publisher is', () => {
  const { conversation } = signalling();
  const offer = {
    ...{ janus: 'message', transaction: 'a', body: { request: 'publish' } },
    jsep: { type: 'offer', trickle: true, sdp: sdp('u', host('192.0.2.9', 5_000)) },
  };
  const passed = JSON.parse(conversation.toJanus(JSON.stringify(offer)));
  expect(passed).toEqual({ ...offer, jsep: { ...offer.jsep, sdp: sdp('u') } });

  const candidate = { candidate: 'candidate:1 1 udp 1 192.0.2.9 5000 typ host', sdpMid: '0' };
  for (const told of [{ candidate }, { candidates: [candidate] }]) {
    const trickle = { janus: 'trickle', transaction: 'b', session_id: 1, handle_id: 7, ...told };
    const heard = conversation.toJanus(JSON.stringify(trickle));
    expect(JSON.parse(heard)).toEqual({
      ...{ janus: 'trickle', transaction: 'b', session_id: 1, handle_id: 7 },
      candidate: { completed: true },
    });
  }
});

test('everything else passes word by word', async () => {
  const { conversation } = signalling();
  for (const text of ['{"janus": "keepalive",  "x": 1.0}', 'no JSON', '{"y":1}', '[]']) {
    expect(conversation.toJanus(text)).toBe(text);
    expect(await conversation.toPublisher(text)).toBe(text);
  }
});

test('the publisher gets the weather’s own port at Janus’s address', async () => {
  const { conversation, open } = signalling();
  const theirs = answer('u', host('127.0.0.1', 20_001));
  const text = await conversation.toPublisher(JSON.stringify(theirs));
  const { jsep } = JSON.parse(text ?? '');
  const port = Number(/127\.0\.0\.1 (\d+) typ host/.exec(jsep.sdp)?.[1]);
  expect(port).not.toBe(20_001);
  expect(jsep.sdp).toBe(sdp('u', host('127.0.0.1', port)));
  // Said again, it is the same connection.
  expect(await conversation.toPublisher(JSON.stringify(theirs))).toBe(text);
  expect(open.size).toBe(1);

  const trickled = (line: string) =>
    conversation.toPublisher(
      JSON.stringify({ janus: 'trickle', sender: 7, candidate: { sdpMid: '0', candidate: line } }),
    );
  expect(await trickled(host('127.0.0.1', 20_001).slice(2))).toContain(` 127.0.0.1 ${port} `);
  // Nothing that leads around the weather: no TCP, and no address that is another machine's.
  expect(await trickled('candidate:1 1 tcp 1 127.0.0.1 9 typ host tcptype active')).toBeNull();
  expect(await trickled(host('192.0.2.200', 20_001).slice(2))).toBeNull();
});

test('a connection that begins anew, or ends, gives its sockets back', async () => {
  const { conversation, open } = signalling();
  await conversation.toPublisher(JSON.stringify(answer('u', host('127.0.0.1', 20_001))));
  const [first] = open;
  await conversation.toPublisher(JSON.stringify(answer('v', host('127.0.0.1', 20_003))));
  expect(open.size).toBe(1);
  expect(open.has(first as UdpProxy)).toBe(false);
  await conversation.toPublisher('{"janus":"hangup","sender":7}');
  expect(open.size).toBe(0);
});
