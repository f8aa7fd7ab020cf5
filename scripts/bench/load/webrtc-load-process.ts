/** A process of the WebRTC load: its share of the subscribers, on one session with Janus. */
import { JanusClient } from '../../janus/janus-client.ts';
import { obey } from './load-process.ts';
import { type Subscriber, type Subscription, subscribe } from './webrtc-subscriber.ts';

export type WebRtcLoadOrder =
  | ({ do: 'join'; url: string; apiSecret: string; subscribers: number } & Subscription)
  | { do: 'look' }
  | { do: 'leave' };

/** Of each subscriber, since it joined. */
export interface WebRtcLook {
  /** On this process's own clock. */
  atMilliseconds: number;
  packets: number[];
  bytes: number[];
}

/** Handshakes are hard work: all at once, the first would be late with all they have to answer. */
const atOnce = 5;

const subscribers: Subscriber[] = [];
let client: JanusClient | undefined;

obey<WebRtcLoadOrder>(async (order) => {
  if (order.do === 'look') return look();
  if (order.do === 'leave') return client?.close();
  client = await JanusClient.connect(order.url, { apiSecret: order.apiSecret });
  const session = client;
  while (subscribers.length < order.subscribers) {
    const next = Math.min(atOnce, order.subscribers - subscribers.length);
    const joining = Array.from({ length: next }, () => subscribe(session, order));
    subscribers.push(...(await Promise.all(joining)));
  }
});

const look = (): WebRtcLook => ({
  atMilliseconds: performance.now(),
  packets: subscribers.map((subscriber) => subscriber.packets()),
  bytes: subscribers.map((subscriber) => subscriber.bytes()),
});
