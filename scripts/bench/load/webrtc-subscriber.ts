/** One WebRTC viewer without a picture: joins as a browser does, receives, reports, and decodes nothing. */
import { RTCPeerConnection } from 'werift';
import { waitUntil } from '../../checks/wait-until.ts';
import type { JanusClient } from '../../janus/janus-client.ts';
import { h264, opus } from '../../publisher/webrtc-codecs.ts';

export interface Subscriber {
  /** RTP packets so far. */
  packets(): number;
  /** Bytes of RTP and RTCP so far. */
  bytes(): number;
}

export interface Subscription {
  roomId: number;
  pin: string;
  publisherId: number;
}

const connectLimitMilliseconds = 20_000;

/**
 * Resolves when the first media has come.
 * @throws {JanusError} when Janus refuses; {Error} when no connection comes about.
 */
export async function subscribe(
  client: JanusClient,
  { roomId, pin, publisherId }: Subscription,
): Promise<Subscriber> {
  const handle = await client.attach('janus.plugin.videoroom');
  const { jsep: offer } = await handle.request({
    ...{ request: 'join', ptype: 'subscriber', room: roomId, pin },
    streams: [{ feed: publisherId }],
  });
  if (!offer) throw new Error('Janus made no offer');
  const peer = new RTCPeerConnection({
    codecs: { audio: [opus()], video: [h264()] },
    bundlePolicy: 'max-bundle',
    iceServers: [],
  });
  await peer.setRemoteDescription(offer);
  await peer.setLocalDescription(await peer.createAnswer());
  const answer = { type: 'answer' as const, sdp: peer.localDescription?.sdp ?? '' };
  await handle.request({ request: 'start' }, answer);
  const connected = () => peer.connectionState === 'connected';
  await waitUntil('a subscriber has its connection', connected, connectLimitMilliseconds);

  const [transport] = peer.dtlsTransports;
  if (!transport) throw new Error('A connection without a transport');
  let packets = 0;
  // Nobody watches: what comes stays encrypted, which halves the cost of a viewer here. The header
  // is in the clear (RFC 3711, section 3.1), so werift counts losses and jitter, and reports them.
  transport.srtp.decrypt = (packet) => {
    packets += 1;
    return packet;
  };
  await waitUntil('media comes', () => packets > 0, connectLimitMilliseconds);
  return { packets: () => packets, bytes: () => transport.bytesReceived };
}
