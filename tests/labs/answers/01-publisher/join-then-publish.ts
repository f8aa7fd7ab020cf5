import Janus, { type JanusJS } from 'janus-gateway';
import adapter from 'webrtc-adapter';
import type { JanusConnection, Publication, Publish } from '../../../../labs/stages.ts';

/** Joins first and offers when it is in; limits the encoder before the first packet. */
export const publish: Publish = async (stream, connection, { onState } = {}) => {
  onState?.('connecting');
  await new Promise<void>((done) => {
    Janus.init({ dependencies: Janus.useDefaultDependencies({ adapter }), callback: done });
  });
  let end: (reason?: string) => void = () => {};
  const ended = new Promise<string | undefined>((resolve) => {
    end = resolve;
  });
  let session: Janus | undefined;
  const closed = ended.then(async (reason) => {
    await destroy(session);
    onState?.('closed', reason);
    return reason;
  });

  const up = new Promise<JanusJS.PluginHandle>((resolve) => {
    session = new Janus({
      server: connection.url,
      apisecret: connection.apiSecret,
      iceServers: [],
      error: (reason) => end(`Janus cannot be reached: ${reason}`),
      success: () => attach(session as Janus, stream, connection, resolve, end),
    });
  });
  const limit = setTimeout(() => end('No media connection in time.'), 10_000);
  const first = await Promise.race([up, closed]);
  clearTimeout(limit);
  if (first === undefined || typeof first === 'string') throw new Error(first);
  onState?.('publishing');
  return {
    peerConnection: first.webrtcStuff.pc,
    stop: async () => {
      end();
      await closed;
    },
  } satisfies Publication;
};

function attach(
  session: Janus,
  stream: MediaStream,
  connection: JanusConnection,
  resolve: (handle: JanusJS.PluginHandle) => void,
  end: (reason: string) => void,
): void {
  let handle: JanusJS.PluginHandle;
  session.attach({
    plugin: 'janus.plugin.videoroom',
    error: (reason) => end(`Janus refused: ${reason}`),
    success: (attached) => {
      handle = attached;
      handle.send({
        message: {
          request: 'join',
          ptype: 'publisher',
          room: connection.roomId,
          pin: connection.pin,
          display: connection.displayName,
        },
      });
    },
    onlocaltrack: (track, added) => {
      if (added && track.kind === 'video') prefer(handle.webrtcStuff.pc, connection);
    },
    onmessage: (event: { videoroom?: string; error?: string }, jsep) => {
      if (event.error) end(`Janus refused: ${event.error}`);
      if (jsep) handle.handleRemoteJsep({ jsep, error: (reason) => end(String(reason)) });
      if (event.videoroom === 'joined') offer(handle, stream, end);
    },
    webrtcState: (isUp) => (isUp ? resolve(handle) : end('Janus hung up')),
  });
}

function offer(
  handle: JanusJS.PluginHandle,
  stream: MediaStream,
  end: (reason: string) => void,
): void {
  const [video] = stream.getVideoTracks();
  const [audio] = stream.getAudioTracks();
  if (!video || !audio) {
    end('Neither camera nor microphone');
    return;
  }
  handle.createOffer({
    tracks: [
      { type: 'audio', capture: audio, recv: false, dontStop: true },
      { type: 'video', capture: video, recv: false, dontStop: true },
    ],
    success: (jsep) => handle.send({ message: { request: 'publish' }, jsep }),
    error: (error) => end(String(error)),
  });
}

/** H.264 first; everything else, RTX among it, behind it. */
function prefer(connection: RTCPeerConnection, { maximumBitrateBitsPerSecond }: JanusConnection) {
  const rank = ({ mimeType, sdpFmtpLine = '' }: RTCRtpCodec) =>
    mimeType === 'video/H264' && /packetization-mode=1;profile-level-id=42e0/.test(sdpFmtpLine)
      ? 0
      : 1;
  const codecs = RTCRtpSender.getCapabilities('video')?.codecs ?? [];
  for (const transceiver of connection.getTransceivers()) {
    const { sender } = transceiver;
    if (sender.track?.kind !== 'video') continue;
    transceiver.setCodecPreferences(codecs.toSorted((a, b) => rank(a) - rank(b)));
    const parameters = sender.getParameters();
    void sender.setParameters({
      ...parameters,
      degradationPreference: 'maintain-resolution',
      encodings: parameters.encodings.map((encoding) => ({
        ...encoding,
        maxBitrate: maximumBitrateBitsPerSecond,
      })),
    });
  }
}

const destroy = (session: Janus | undefined): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, 1_000);
    session?.destroy({ cleanupHandles: true, success: () => resolve(), error: () => resolve() });
    if (!session) resolve();
  });
