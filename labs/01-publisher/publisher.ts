import Janus, { type JanusJS } from 'janus-gateway';
import adapter from 'webrtc-adapter';
import type { JanusConnection, Publication, Publish } from '../stages.ts';

/**
 * Stage 01: publish a camera and a microphone into the VideoRoom.
 * Signalling (who sends what, and where to) goes to Janus over a WebSocket;
 * media takes its own way, over UDP. Read `publish` from top to bottom: it
 * tells the story in order, and your functions below are its missing
 * pieces.
 */
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

// TODO 1. One entry per track of the stream: its type (`track.kind`, of
// which TypeScript only knows that it is a string), the track itself as
// `capture`, send only (`recv: false`), and `dontStop: true`, because the
// camera is the caller’s.
// https://janus.conf.meetecho.com/docs/JS
// https://developer.mozilla.org/en-US/docs/Web/API/MediaStream/getTracks
const tracksToSend = (_stream: MediaStream): JanusJS.TrackOption[] => [];

/** The codecs to offer for the picture, best first. */
function videoCodecPreferences(): RTCRtpCodec[] {
  const codecs = RTCRtpSender.getCapabilities('video')?.codecs ?? [];
  // TODO 2. Return H.264 with packetization-mode=1, constrained baseline
  // (42e0…) first, and keep RTX behind it. Throw “This browser cannot send
  // H.264.” when there is none.
  // https://www.rfc-editor.org/rfc/rfc6184#section-8.1
  // https://www.rfc-editor.org/rfc/rfc4588
  // https://developer.mozilla.org/en-US/docs/Web/API/RTCRtpTransceiver/setCodecPreferences
  return codecs;
}

// TODO 3. The request that joins the room as a publisher and takes the
// offer at once: room, PIN and the name that others see are in
// `connection`.
// https://janus.conf.meetecho.com/docs/videoroom
const joinRequest = (connection: JanusConnection): RoomRequest => ({
  request: 'exists',
  room: connection.roomId,
});

/** What Janus says, and its SDP when that comes with it. */
function hear(
  event: VideoRoomEvent,
  jsep: JanusJS.JSEP | undefined,
  handle: JanusJS.PluginHandle,
  close: (reason: string) => void,
): void {
  // TODO 4. Janus says two things here: an error, which ends it all
  // (`close`), or its answer, which the browser must be given
  // (`handle.handleRemoteJsep`).
  // https://janus.conf.meetecho.com/docs/JS
  // https://www.rfc-editor.org/rfc/rfc9429#section-3.2
  console.log('Janus says', event, jsep, { handle, close });
}

/**
 * FFmpeg copies the video as it comes. A picture that changes its size in mid-stream would
 * reach every viewer, so when bandwidth is short, the frame rate gives way and not the size.
 */
async function limitEncoder(sender: RTCRtpSender, maxBitrate: number): Promise<void> {
  const parameters = sender.getParameters();
  // TODO 5. Set two things in `parameters`: how the encoder saves when
  // bandwidth is short (the picture keeps its size), and the largest
  // bitrate of every encoding.
  // https://www.w3.org/TR/webrtc/#rtcrtpsendparameters
  // https://www.w3.org/TR/mst-content-hint/#degradation-preference-when-encoding
  console.log('The encoder should keep to', maxBitrate, 'bit/s.');
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
    // TODO 6. End the session with Janus, its handles and their peer
    // connections with it; call `resolve` when that is done or failed.
    // https://janus.conf.meetecho.com/docs/JS
    resolve();
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
