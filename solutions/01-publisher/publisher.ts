import Janus, { type JanusJS } from 'janus-gateway';
import adapter from 'webrtc-adapter';
import type { Publication, Publish } from '../../labs/stages.ts';

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
export const publish: Publish = (stream, connection, events = {}) =>
  new Promise<Publication>((resolve, reject) => {
    const codecPreferences = h264Preferences();
    let janus: Janus | undefined;
    let handle: JanusJS.PluginHandle;
    let limit: ReturnType<typeof setTimeout> | undefined;
    let answerIsSet = () => {};
    const answerSet = new Promise<void>((resolve) => {
      answerIsSet = resolve;
    });
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

    // 1. A session with Janus.
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

    // 2. A handle to the VideoRoom plugin: what is said and heard from here on.
    const attach = () =>
      janus?.attach({
        plugin: 'janus.plugin.videoroom',
        success: (attached) => {
          handle = attached;
          if (!closing) offer();
        },
        error: (reason) => close(`Janus refused: ${reason}`),
        onlocaltrack: preferH264,
        onmessage: answered,
        webrtcState: (up, reason?: string) => {
          if (up) flowing().catch((error) => close(String(error)));
          else close(`Janus hung up: ${reason}`);
        },
        iceState: (state) => state === 'failed' && close('The media connection to Janus broke.'),
      });

    // 3. The offer: an SDP with everything this browser could send.
    const offer = () =>
      handle.createOffer({
        tracks: stream.getTracks().map((track) => ({
          type: track.kind === 'video' ? 'video' : 'audio',
          capture: track,
          recv: false,
          dontStop: true, // The camera is the caller's: hanging up must not switch it off.
        })),
        success: join,
        error: (error) => close(`No offer could be made: ${error}`),
      });

    // janus.js calls this between "track added" and "offer made": the moment for preferences.
    const preferH264 = (track: MediaStreamTrack, added: boolean) => {
      if (added && track.kind === 'video') {
        transceiverOf(handle, 'video')?.setCodecPreferences(codecPreferences);
      }
    };

    // 4. Into the room, with the PIN, as a publisher. Opus needs no word: the room knows no other.
    const join = (jsep: JanusJS.JSEP) =>
      handle.send({
        message: {
          request: 'joinandconfigure',
          ptype: 'publisher',
          room: connection.roomId,
          pin: connection.pin,
          display: connection.displayName,
        },
        jsep,
        error: (reason) => close(`Janus refused: ${reason}`),
      });

    // 5. The answer: an SDP with what Janus takes of it.
    const answered = (event: VideoRoomEvent, jsep?: JanusJS.JSEP) => {
      if (event.error) close(`Janus refused: ${event.error} (${event.error_code})`);
      else if (jsep)
        handle.handleRemoteJsep({
          jsep,
          success: () => answerIsSet(),
          error: (error) => close(String(error)),
        });
    };

    // 6. ICE and DTLS are up, and the first packets leave.
    const flowing = async () => {
      // Janus can say so a moment before this browser has finished setting the answer.
      await answerSet;
      const video = transceiverOf(handle, 'video');
      if (video?.currentDirection !== 'sendonly') return close('Janus refused the video.');
      await limitEncoder(video.sender, connection.maximumBitrateBitsPerSecond);
      clearTimeout(limit);
      events.onState?.('publishing');
      resolve({ peerConnection: handle.webrtcStuff.pc, stop: () => close() });
    };
  });

const connectLimitSeconds = 15;

/** What a publisher reads in the VideoRoom's events; the package leaves them untyped. */
interface VideoRoomEvent {
  error?: string;
  error_code?: number;
}

/**
 * The codecs to offer, best first: H.264 that may span packets (RFC 6184, packetization-mode
 * 1), constrained baseline before the others because every HLS player decodes it.
 *
 * RTX (RFC 4588) stays in. It carries repairs, and without it Chromium probes the bandwidth
 * with empty H.264 packets, on which FFmpeg has been seen to die.
 */
function h264Preferences(): RTCRtpCodec[] {
  const codecs = RTCRtpSender.getCapabilities('video')?.codecs ?? [];
  const isBaseline = (codec: RTCRtpCodec) => /profile-level-id=42e0/i.test(codec.sdpFmtpLine ?? '');
  const h264 = codecs
    .filter(({ mimeType }) => mimeType === 'video/H264')
    .filter(({ sdpFmtpLine }) => sdpFmtpLine?.includes('packetization-mode=1'))
    .sort((a, b) => Number(isBaseline(b)) - Number(isBaseline(a)));
  if (h264.length === 0) throw new Error('This browser cannot send H.264.');
  return [...h264, ...codecs.filter(({ mimeType }) => mimeType === 'video/rtx')];
}

/**
 * FFmpeg copies the video as it comes. A picture that changes its size in mid-stream would
 * reach every viewer, so when bandwidth is short, the frame rate gives way and not the size.
 */
async function limitEncoder(sender: RTCRtpSender, maxBitrate: number): Promise<void> {
  const parameters = sender.getParameters();
  parameters.degradationPreference = 'maintain-resolution';
  for (const encoding of parameters.encodings) encoding.maxBitrate = maxBitrate;
  await sender.setParameters(parameters);
}

const transceiverOf = (handle: JanusJS.PluginHandle, kind: 'audio' | 'video') =>
  handle.webrtcStuff.pc
    .getTransceivers()
    .find((transceiver) => transceiver.sender.track?.kind === kind);

/**
 * Leaves the room and ends the session. Janus may be what went away: wait for it, not for ever.
 * There is no session when janus.js refuses at once, before its constructor returns.
 */
const leave = (janus: Janus | undefined): Promise<void> =>
  new Promise((resolve) => {
    if (!janus) return resolve();
    setTimeout(resolve, 2000);
    janus.destroy({ cleanupHandles: true, success: resolve, error: () => resolve() });
  });
