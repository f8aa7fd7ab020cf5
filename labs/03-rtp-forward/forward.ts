import type { Settings } from '../settings.ts';
import type {
  ForwardRequest,
  PublisherDescription,
  RtpForwardRequest,
  RtpForwardStream,
  SessionDescription,
} from '../stages.ts';

/**
 * Stage 03: from WebRTC to plain RTP. Janus sends FFmpeg a copy of the
 * publisher’s packets, decrypted, to one UDP port for the sound and one for
 * the picture. RTP packets do not say what they carry; an SDP, which FFmpeg
 * reads first, does. Both functions take every number from the settings, so
 * that request and SDP agree.
 */

/** Stage 03a: the VideoRoom request `rtp_forward`. */
export const forwardRequest: ForwardRequest = (settings, publisher) => ({
  request: 'rtp_forward',
  room: settings.room.id,
  publisher_id: publisher.id,
  // An address, not a name: Janus resolves a name here and then does not use the result.
  host: settings.mediaAddress,
  ...credentials(settings),
  streams: forwardedStreams(settings, publisher),
});

// TODO 1. Give Janus the two secrets it asks for before it sends RTP
// anywhere: the room’s as `secret`, and the forwarding key as `admin_key`.
// https://janus.conf.meetecho.com/docs/videoroom
const credentials = (_settings: Settings): Credentials => ({});

// TODO 2. Name each audio and video stream of the publisher’s list by its
// `mid`, with the `port` it goes to and the payload type `pt` that its
// packets get. Leave data channels out.
// https://janus.conf.meetecho.com/docs/videoroom
// https://www.rfc-editor.org/rfc/rfc3550#section-5.1
// https://www.rfc-editor.org/rfc/rfc8834
const forwardedStreams = (
  _settings: Settings,
  _publisher: PublisherDescription,
): RtpForwardStream[] => [];

/** Stage 03b: the SDP (RFC 8866). Its lines have an order, and each ends with CR and LF. */
export const sessionDescription: SessionDescription = (settings) =>
  [
    'v=0',
    `o=- 0 0 IN IP4 ${settings.mediaAddress}`,
    's=Janus to FFmpeg',
    `c=IN IP4 ${settings.mediaAddress}`,
    't=0 0',
    ...audioSection(settings),
    ...videoSection(settings),
    '',
  ].join('\r\n');

// TODO 3. Return the two lines for the sound: `m=` with port and payload
// type, `a=rtpmap:` that calls this payload type Opus, with its clock rate
// and channels.
// https://www.rfc-editor.org/rfc/rfc8866#section-5.14
// https://www.rfc-editor.org/rfc/rfc7587#section-7
const audioSection = (_settings: Settings): string[] => [];

// TODO 4. Return the three lines for the picture: `m=`, `a=rtpmap:` for
// H264 and its clock rate, and `a=fmtp:` with packetization-mode=1 and the
// profile-level-id. FFmpeg manages without the last; other receivers do
// not.
// https://www.rfc-editor.org/rfc/rfc8866#section-6.6
// https://www.rfc-editor.org/rfc/rfc6184#section-8.1
const videoSection = (_settings: Settings): string[] => [];

type Credentials = Pick<RtpForwardRequest, 'secret' | 'admin_key'>;
