import type { Settings } from '../../labs/settings.ts';
import type {
  ForwardRequest,
  PublisherDescription,
  RtpForwardRequest,
  RtpForwardStream,
  SessionDescription,
} from '../../labs/stages.ts';

// lab:begin context
/**
 * Stage 03: from WebRTC to plain RTP. Janus sends FFmpeg a copy of the publisher's decrypted RTP
 * packets, and an SDP tells FFmpeg what they are: plain RTP does not say what it carries.
 *
 * @see https://janus.conf.meetecho.com/docs/videoroom (RTP forwarders)
 */
// lab:end

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

// lab:begin credentials
// lab:starter const credentials = (_settings: Settings): Credentials => ({});
/** Who may send RTP anywhere may flood anyone: Janus asks for the room's secret and for its own key. */
const credentials = ({ secrets }: Settings): Credentials => ({
  secret: secrets.room,
  admin_key: secrets.forward,
});
// lab:end

// lab:begin streams
// lab:starter const forwardedStreams = (
// lab:starter   _settings: Settings,
// lab:starter   _publisher: PublisherDescription,
// lab:starter ): RtpForwardStream[] => [];
/**
 * The mids come from the publisher's own stream list. Janus answers "success" to an unknown mid
 * and forwards nothing, so a guessed one fails in silence.
 */
const forwardedStreams = (
  { ports, audio, video }: Settings,
  publisher: PublisherDescription,
): RtpForwardStream[] => {
  // FFmpeg drops, without a word, packets whose payload type is not the one in the SDP.
  const sound = { port: ports.rtpAudio, pt: audio.payloadType };
  const picture = { port: ports.rtpVideo, pt: video.payloadType };
  // A data channel is no RTP.
  const media = publisher.streams.filter(({ type }) => type !== 'data');
  return media.map(({ mid, type }) => ({ mid, ...(type === 'audio' ? sound : picture) }));
};
// lab:end

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

// lab:begin audio-section
// lab:starter const audioSection = (_settings: Settings): string[] => [];
/** Opus is always announced with 48 kHz and two channels (RFC 7587, section 7). */
const audioSection = ({ ports, audio }: Settings): string[] => [
  `m=audio ${ports.rtpAudio} RTP/AVP ${audio.payloadType}`,
  `a=rtpmap:${audio.payloadType} opus/${audio.clockRateHz}/${audio.channels}`,
];
// lab:end

// lab:begin video-section
// lab:starter const videoSection = (_settings: Settings): string[] => [];
/** packetization-mode=1: one picture may be cut over several packets (RFC 6184, section 8.1). */
const videoSection = ({ ports, video }: Settings): string[] => [
  `m=video ${ports.rtpVideo} RTP/AVP ${video.payloadType}`,
  `a=rtpmap:${video.payloadType} H264/${video.clockRateHz}`,
  `a=fmtp:${video.payloadType} packetization-mode=1;profile-level-id=${video.profileLevelId}`,
];
// lab:end

type Credentials = Pick<RtpForwardRequest, 'secret' | 'admin_key'>;
