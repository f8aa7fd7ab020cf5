import Janus, { type JanusJS } from 'janus-gateway';
import adapter from 'webrtc-adapter';
import type { JanusConnection, Publication, Publish } from '../../labs/stages.ts';

// lab:begin context
/**
 * Stage 01: publish a camera and a microphone into the VideoRoom.
 *
 * Signalling (who sends what, and where to) goes to Janus over a WebSocket. The media takes
 * its own way, over UDP, once ICE has found one and DTLS has agreed on keys.
 *
 * @throws {Error} `This browser cannot send H.264.`, `Janus cannot be reached: …`,
 *   `No offer could be made: …`, `Janus refused: …`, `Janus refused the video.`,
 *   `Janus hung up: …`, `The media connection to Janus broke.`, `No media connection within … s.`;
 *   or what the browser said to Janus's answer or to the encoder's limits.
 * @see https://janus.conf.meetecho.com/docs/JS and https://janus.conf.meetecho.com/docs/videoroom
 */
// lab:end
export const publish: Publish = (stream, connection, events = {}) =>
  new Promise<Publication>((resolve, reject) => {
    const codecPreferences = videoCodecPreferences();
    let janus: Janus | undefined;
    let handle: JanusJS.PluginHandle;
    let limit: ReturnType<typeof setTimeout> | undefined;
    let closing: Promise<void> | undefined;

    /** The only way out, wanted or not: whatever was opened is given back. */
    const close = (reason?: string): Promise<void> => {
      closing ??= (async () => {
        clearTimeout(limit);
        await leave(janus);
        events.onState?.('closed', reason);
        reject(new Error(reason)); // Means nothing once this promise has resolved.
      })();
      return closing;
    };

    // A session with Janus…
    events.onState?.('connecting');
    Janus.init({ dependencies: Janus.useDefaultDependencies({ adapter }) });
    janus = new Janus({
      server: connection.url,
      apisecret: connection.apiSecret,
      iceServers: [], // Janus is on this machine or network: no STUN server need hear of us.
      success: () => (closing ? leave(janus) : attach()),
      error: (reason) => close(`Janus cannot be reached: ${reason}`),
    });
    limit = setTimeout(
      () => close(`No media connection within ${connectLimitSeconds} s.`),
      connectLimitSeconds * 1000,
    );

    // …a handle to its VideoRoom: what is said and heard from here on…
    const attach = () =>
      janus?.attach({
        plugin: 'janus.plugin.videoroom',
        success: (attached) => {
          handle = attached;
          if (!closing) offer();
        },
        error: (reason) => close(`Janus refused: ${reason}`),
        onlocaltrack: preferCodecs,
        onmessage: (event: VideoRoomEvent, jsep) => hear(event, jsep, handle, close),
        webrtcState: (up, reason?: string) => {
          if (up) flowing().catch((error) => close(String(error)));
          else close(`Janus hung up: ${reason}`);
        },
        iceState: (state) => state === 'failed' && close('The media connection to Janus broke.'),
      });

    // …an offer: an SDP with everything this browser could send…
    const offer = () =>
      handle.createOffer({
        tracks: tracksToSend(stream),
        success: join,
        error: (error) => close(`No offer could be made: ${error}`),
      });

    // …which janus.js makes after it has called this for every track…
    const preferCodecs = (track: MediaStreamTrack, added: boolean) => {
      if (added && track.kind === 'video') {
        transceiverOf(handle, 'video')?.setCodecPreferences(codecPreferences);
      }
    };

    // …into the room with it; what Janus says to that is heard in `hear`…
    const join = (jsep: JanusJS.JSEP) =>
      handle.send({
        message: joinRequest(connection),
        jsep,
        error: (reason) => close(`Janus refused: ${reason}`),
      });

    // …and ICE and DTLS are up: the first packets leave.
    const flowing = async () => {
      await untilAnswerIsSet(handle.webrtcStuff.pc);
      const video = transceiverOf(handle, 'video');
      if (video?.currentDirection !== 'sendonly') return close('Janus refused the video.');
      await limitEncoder(video.sender, connection.maximumBitrateBitsPerSecond);
      clearTimeout(limit);
      events.onState?.('publishing');
      resolve({ peerConnection: handle.webrtcStuff.pc, stop: () => close() });
    };
  });

// lab:begin tracks
// lab:starter const tracksToSend = (_stream: MediaStream): JanusJS.TrackOption[] => [];
const tracksToSend = (stream: MediaStream): JanusJS.TrackOption[] =>
  stream.getTracks().map((track) => ({
    type: track.kind === 'video' ? 'video' : 'audio',
    capture: track,
    recv: false,
    dontStop: true, // The camera is the caller's: hanging up must not switch it off.
  }));
// lab:end

/** The codecs to offer for the picture, best first. */
function videoCodecPreferences(): RTCRtpCodec[] {
  const codecs = RTCRtpSender.getCapabilities('video')?.codecs ?? [];
  // lab:begin codecs
  // lab:starter return codecs;
  // H.264 that may span packets (RFC 6184, packetization-mode 1), constrained baseline before the
  // others because every HLS player decodes it. RTX (RFC 4588) stays in: it carries repairs, and
  // without it Chromium probes the bandwidth with empty H.264 packets, of which FFmpeg has died.
  const isBaseline = ({ sdpFmtpLine = '' }: RTCRtpCodec) =>
    /profile-level-id=42e0/i.test(sdpFmtpLine);
  const h264 = codecs
    .filter(({ mimeType }) => mimeType === 'video/H264')
    .filter(({ sdpFmtpLine }) => sdpFmtpLine?.includes('packetization-mode=1'))
    .sort((a, b) => Number(isBaseline(b)) - Number(isBaseline(a)));
  if (h264.length === 0) throw new Error('This browser cannot send H.264.');
  return [...h264, ...codecs.filter(({ mimeType }) => mimeType === 'video/rtx')];
  // lab:end
}

// lab:begin join
// lab:starter const joinRequest = (connection: JanusConnection): RoomRequest => ({
// lab:starter   request: 'exists',
// lab:starter   room: connection.roomId,
// lab:starter });
/** Opus needs no word: the room knows no other. */
const joinRequest = (connection: JanusConnection): RoomRequest => ({
  request: 'joinandconfigure',
  ptype: 'publisher',
  room: connection.roomId,
  pin: connection.pin,
  display: connection.displayName,
});
// lab:end

/** What Janus says, and its SDP when that comes with it. */
function hear(
  event: VideoRoomEvent,
  jsep: JanusJS.JSEP | undefined,
  handle: JanusJS.PluginHandle,
  close: (reason: string) => void,
): void {
  // lab:begin answer
  // lab:starter console.log('Janus says', event, jsep, { handle, close });
  if (event.error) close(`Janus refused: ${event.error} (${event.error_code})`);
  else if (jsep) handle.handleRemoteJsep({ jsep, error: (error) => close(String(error)) });
  // lab:end
}

/**
 * FFmpeg copies the video as it comes. A picture that changes its size in mid-stream would
 * reach every viewer, so when bandwidth is short, the frame rate gives way and not the size.
 */
async function limitEncoder(sender: RTCRtpSender, maxBitrate: number): Promise<void> {
  const parameters = sender.getParameters();
  // lab:begin encoder
  // lab:starter console.log('The encoder should keep to', maxBitrate, 'bit/s.');
  parameters.degradationPreference = 'maintain-resolution';
  for (const encoding of parameters.encodings) encoding.maxBitrate = maxBitrate;
  // lab:end
  await sender.setParameters(parameters);
}

/**
 * Leaves the room and ends the session. Janus may be what went away: wait for it, not for ever.
 * There is no session when janus.js refuses at once, before its constructor returns.
 */
const leave = (janus: Janus | undefined): Promise<void> =>
  new Promise((resolve) => {
    if (!janus) return resolve();
    setTimeout(resolve, 2000);
    // lab:begin leave
    // lab:starter resolve();
    janus.destroy({ cleanupHandles: true, success: resolve, error: () => resolve() });
    // lab:end
  });

const connectLimitSeconds = 15;

/** A request to the VideoRoom; the package leaves them untyped. */
type RoomRequest = { request: string; [field: string]: unknown };

/** What a publisher reads in the VideoRoom's events. */
interface VideoRoomEvent {
  error?: string;
  error_code?: number;
}

const transceiverOf = (handle: JanusJS.PluginHandle, kind: 'audio' | 'video') =>
  handle.webrtcStuff.pc
    .getTransceivers()
    .find((transceiver) => transceiver.sender.track?.kind === kind);

/** Janus can say that media flows a moment before this browser has finished setting the answer. */
const untilAnswerIsSet = (peerConnection: RTCPeerConnection): Promise<void> =>
  new Promise((resolve) => {
    const look = () => {
      if (peerConnection.signalingState === 'stable') resolve();
    };
    peerConnection.addEventListener('signalingstatechange', look);
    look();
  });
