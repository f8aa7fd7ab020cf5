/** The synthetic publisher's WebRTC side: one peer connection that sends H.264 and Opus to Janus. */
import { setTimeout as delay } from 'node:timers/promises';
import { MediaStreamTrack, RTCPeerConnection, type RtpPacket } from 'werift';
import type { JanusHandle } from '../janus/janus-client.ts';
import type { MediaKind } from './encoder.ts';
import { asksForKeyframe } from './keyframe-request.ts';
import { h264, opus } from './webrtc-codecs.ts';

export interface Publication {
  write(kind: MediaKind, packet: RtpPacket): void;
  /** Resolves with the reason when the connection ended without being asked to. */
  readonly failed: Promise<string>;
  /** Ends the connection, and with it the publication. Idempotent. */
  stop(): Promise<void>;
  /**
   * Resolves when Janus, too, has closed the connection, some 10 to 700 ms after the stop. A new
   * publication on the same handle that begins earlier never connects.
   */
  handleIsFree(): Promise<void>;
}

const hangupLimitMilliseconds = 3_000;

/** ICE and DTLS take some 100 ms on one machine. */
const connectLimitMilliseconds = 10_000;

/**
 * Publishes in the room that this handle has joined; resolves when ICE and DTLS are up.
 * @param onKeyframeRequest called for every PLI (RFC 4585, section 6.3.1) and FIR (RFC 5104,
 *   section 4.3.1) that is meant for the video.
 * @throws {JanusError} when the room is full; {Error} when no connection comes about.
 */
export async function startPublication(
  handle: JanusHandle,
  onKeyframeRequest: () => void,
): Promise<Publication> {
  const peer = new RTCPeerConnection({
    codecs: { audio: [opus()], video: [h264()] },
    bundlePolicy: 'max-bundle',
    // Janus is on this machine, or at an address of its own: no STUN server is needed.
    iceServers: [],
  });
  const tracks: Record<MediaKind, MediaStreamTrack> = {
    audio: new MediaStreamTrack({ kind: 'audio' }),
    video: new MediaStreamTrack({ kind: 'video' }),
  };
  peer.addTransceiver(tracks.audio, { direction: 'sendonly' });
  const { sender } = peer.addTransceiver(tracks.video, { direction: 'sendonly' });
  let stopping = false;
  let stopListening = () => {};
  const hungUp = new Promise<void>((resolve) => {
    stopListening = handle.onEvent((event) => {
      if (event.type === 'core' && event.name === 'hangup') resolve();
    });
  });
  const lost = new Promise<string>((resolve) => {
    const report = (reason: string) => {
      if (!stopping) resolve(reason);
    };
    void hungUp.then(() => report('Janus hung up the WebRTC connection'));
    peer.connectionStateChange.subscribe((state) => {
      if (state === 'failed' || state === 'closed') report(`The WebRTC connection is ${state}`);
    });
  });
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    // Not `unpublish`: Janus 1.1 handles that beside the thread that forwards the media still
    // coming in, and may abort (a mutex is destroyed while it is held).
    // Fails when Janus is gone, which is as good as hung up.
    await handle.hangUp().catch(() => {});
    await peer.close();
  };
  const handleIsFree = async () => {
    const limit = delay(hangupLimitMilliseconds, undefined, { ref: false });
    await Promise.race([hungUp, limit]);
    stopListening();
  };

  try {
    await negotiate(peer, handle);
    // At the transport, because werift's sender never sees FIR, which names it only inside.
    sender.dtlsTransport.onRtcp.subscribe((packet) => {
      if (asksForKeyframe(packet, sender.ssrc)) onKeyframeRequest();
    });
    await connected(peer, lost);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    write: (kind, packet) => tracks[kind].writeRtp(packet),
    failed: lost,
    stop,
    handleIsFree,
  };
}

async function negotiate(peer: RTCPeerConnection, handle: JanusHandle): Promise<void> {
  await peer.setLocalDescription(await peer.createOffer());
  // All candidates are in it: gathering is over when werift has set the description.
  const sdp = peer.localDescription?.sdp ?? '';
  const offer = {
    type: 'offer' as const,
    // Who is active starts DTLS as soon as ICE is up, instead of waiting for the other side.
    sdp: sdp.replaceAll('a=setup:actpass', 'a=setup:active'),
  };
  const { jsep: answer } = await handle.request({ request: 'publish' }, offer);
  if (!answer) throw new Error('Janus gave no SDP answer');
  await peer.setRemoteDescription(answer);
}

async function connected(peer: RTCPeerConnection, lost: Promise<string>): Promise<void> {
  if (peer.connectionState === 'connected') return;
  let limit: NodeJS.Timeout | undefined;
  const failure = await Promise.race([
    new Promise<undefined>((resolve) => {
      peer.connectionStateChange.subscribe((state) => {
        if (state === 'connected') resolve(undefined);
      });
    }),
    lost,
    new Promise<string>((resolve) => {
      const reason = `No WebRTC connection to Janus within ${connectLimitMilliseconds / 1_000} s`;
      limit = setTimeout(() => resolve(reason), connectLimitMilliseconds);
    }),
  ]);
  clearTimeout(limit);
  if (failure !== undefined) throw new Error(failure);
}
