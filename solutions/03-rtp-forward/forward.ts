import type { ForwardRequest, PublisherStream, SessionDescription } from '../../labs/stages.ts';

/**
 * Stage 03a: ask Janus to send a copy of the publisher's decrypted RTP to FFmpeg's ports.
 *
 * The mids come from the publisher's own stream list. Janus answers "success" to an unknown
 * mid and forwards nothing, so a guessed one fails in silence.
 *
 * @see https://janus.conf.meetecho.com/docs/videoroom (RTP forwarders)
 */
export const forwardRequest: ForwardRequest = (settings, publisher) => {
  const { ports, audio, video, secrets, room, loopbackAddress } = settings;
  const targets = {
    audio: { port: ports.rtpAudio, pt: audio.payloadType },
    video: { port: ports.rtpVideo, pt: video.payloadType },
  };
  const isMedia = (
    stream: PublisherStream,
  ): stream is PublisherStream & { type: 'audio' | 'video' } => stream.type !== 'data';

  return {
    request: 'rtp_forward',
    room: room.id,
    publisher_id: publisher.id,
    secret: secrets.room,
    admin_key: secrets.forward,
    // An address, not a name: Janus resolves a name here and then does not use the result.
    host: loopbackAddress,
    streams: publisher.streams.filter(isMedia).map(({ mid, type }) => ({
      mid,
      // FFmpeg drops, without a word, packets whose payload type is not the one in the SDP.
      ...targets[type],
    })),
  };
};

/**
 * Stage 03b: the SDP that tells FFmpeg what arrives on which port. Plain RTP does not say
 * what it carries; this text does (RFC 8866; H.264: RFC 6184; Opus: RFC 7587).
 */
export const sessionDescription: SessionDescription = ({ loopbackAddress, ports, audio, video }) =>
  [
    'v=0',
    `o=- 0 0 IN IP4 ${loopbackAddress}`,
    's=Janus to FFmpeg',
    `c=IN IP4 ${loopbackAddress}`,
    't=0 0',
    `m=audio ${ports.rtpAudio} RTP/AVP ${audio.payloadType}`,
    `a=rtpmap:${audio.payloadType} opus/${audio.clockRateHz}/${audio.channels}`,
    `m=video ${ports.rtpVideo} RTP/AVP ${video.payloadType}`,
    `a=rtpmap:${video.payloadType} H264/${video.clockRateHz}`,
    `a=fmtp:${video.payloadType} packetization-mode=1;profile-level-id=${video.profileLevelId}`,
    '',
  ].join('\r\n');
