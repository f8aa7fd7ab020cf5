import type { JanusConnection, Publication, Publish } from '../../../../labs/stages.ts';

interface Message {
  janus: string;
  transaction?: string;
  session_id?: number;
  data?: { id: number };
  error?: { reason: string };
  plugindata?: { data: { error?: string } };
  jsep?: RTCSessionDescriptionInit;
}

/** Speaks Janus's WebSocket protocol itself; every candidate is in the offer before it goes out. */
export const publish: Publish = async (stream, connection, events = {}) => {
  events.onState?.('connecting');
  const peer = new RTCPeerConnection();
  let socket: WebSocket | undefined;
  let isClosed = false;
  const close = (reason?: string) => {
    if (isClosed) return;
    isClosed = true;
    peer.close();
    socket?.close();
    events.onState?.('closed', reason);
  };
  try {
    socket = await open(connection.url);
    const ask = speaker(socket, connection.apiSecret);
    const session_id = (await ask({ janus: 'create' })).data?.id;
    const attached = { janus: 'attach', session_id, plugin: 'janus.plugin.videoroom' };
    const handle_id = (await ask(attached)).data?.id;
    await peer.setLocalDescription(await offerOf(peer, stream, connection));
    await gathered(peer);
    const answer = await ask({
      ...{ janus: 'message', session_id, handle_id, jsep: peer.localDescription },
      body: {
        request: 'joinandconfigure',
        ptype: 'publisher',
        room: connection.roomId,
        pin: connection.pin,
        display: connection.displayName,
      },
    });
    if (!answer.jsep) throw new Error('Janus answered without an SDP');
    await peer.setRemoteDescription(answer.jsep);
    await connected(peer);
    events.onState?.('publishing');
    return {
      peerConnection: peer,
      async stop() {
        if (!isClosed) await ask({ janus: 'destroy', session_id });
        close();
      },
    } satisfies Publication;
  } catch (error) {
    close(String(error));
    throw error;
  }
};

const open = (url: string): Promise<WebSocket> =>
  new Promise((resolve, reject) => {
    const socket = new WebSocket(url, 'janus-protocol');
    socket.onopen = () => resolve(socket);
    socket.onerror = () => reject(new Error('Janus cannot be reached'));
  });

/** One request after the other; an "ack" is not the answer yet. */
const speaker = (socket: WebSocket, apisecret: string) => (request: object) =>
  new Promise<Message>((resolve, reject) => {
    const transaction = String(Math.random());
    socket.addEventListener('message', function listen({ data }) {
      const message = JSON.parse(data) as Message;
      if (message.transaction !== transaction || message.janus === 'ack') return;
      socket.removeEventListener('message', listen);
      const reason = message.error?.reason ?? message.plugindata?.data.error;
      if (reason) reject(new Error(`Janus refused: ${reason}`));
      else resolve(message);
    });
    socket.send(JSON.stringify({ ...request, apisecret, transaction }));
  });

async function offerOf(
  peer: RTCPeerConnection,
  stream: MediaStream,
  { maximumBitrateBitsPerSecond }: JanusConnection,
): Promise<RTCSessionDescriptionInit> {
  for (const track of stream.getTracks()) {
    if (track.kind === 'audio') {
      peer.addTransceiver(track, { direction: 'sendonly', streams: [stream] });
      continue;
    }
    // The size of a picture with this hint is kept.
    track.contentHint = 'detail';
    const codecs = RTCRtpSender.getCapabilities('video')?.codecs ?? [];
    const transceiver = peer.addTransceiver(track, {
      direction: 'sendonly',
      streams: [stream],
      sendEncodings: [{ maxBitrate: maximumBitrateBitsPerSecond }],
    });
    const isWanted = ({ mimeType, sdpFmtpLine = '' }: RTCRtpCodec) =>
      /rtx$/i.test(mimeType) || /packetization-mode=1;profile-level-id=42e0/.test(sdpFmtpLine);
    transceiver.setCodecPreferences(
      codecs.filter(isWanted).toSorted((a, b) => a.mimeType.localeCompare(b.mimeType)),
    );
  }
  return peer.createOffer();
}

const gathered = (peer: RTCPeerConnection): Promise<void> =>
  new Promise((resolve) => {
    const look = () => peer.iceGatheringState === 'complete' && resolve();
    peer.addEventListener('icegatheringstatechange', look);
    look();
  });

const connected = (peer: RTCPeerConnection): Promise<void> =>
  new Promise((resolve, reject) => {
    peer.addEventListener('connectionstatechange', () => {
      if (peer.connectionState === 'connected') resolve();
      if (peer.connectionState === 'failed') reject(new Error('No media connection'));
    });
  });
