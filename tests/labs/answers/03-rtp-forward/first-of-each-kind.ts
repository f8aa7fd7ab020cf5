/** Looks for one stream of each kind instead of walking through the list. */
import type {
  ForwardRequest,
  PublisherDescription,
  RtpForwardStream,
  SessionDescription,
} from '../../../../labs/stages.ts';

export const forwardRequest: ForwardRequest = (settings, publisher) => {
  const streams = [
    forwarded(publisher, 'audio', settings.ports.rtpAudio, settings.audio.payloadType),
    forwarded(publisher, 'video', settings.ports.rtpVideo, settings.video.payloadType),
  ].flat();
  return {
    streams,
    host: '127.0.0.1',
    publisher_id: publisher.id,
    room: settings.room.id,
    request: 'rtp_forward',
    admin_key: settings.secrets.forward,
    secret: settings.secrets.room,
  };
};

function forwarded(
  { streams }: PublisherDescription,
  type: 'audio' | 'video',
  port: number,
  pt: number,
): RtpForwardStream[] {
  const stream = streams.find((candidate) => candidate.type === type);
  return stream ? [{ mid: stream.mid, port, pt }] : [];
}

const section = (
  kind: string,
  port: number,
  payloadType: number,
  codec: string,
  ...more: string[]
) => [`m=${kind} ${port} RTP/AVP ${payloadType}`, `a=rtpmap:${payloadType} ${codec}`, ...more];

/** RFC 8866, section 5: a parser should also accept lines that end with a bare LF. FFmpeg does. */
export const sessionDescription: SessionDescription = ({ ports, audio, video }) => {
  const lines = ['v=0', 'o=- 1 1 IN IP4 127.0.0.1', 's= ', 'c=IN IP4 127.0.0.1', 't=0 0'];
  lines.push(...section('audio', ports.rtpAudio, audio.payloadType, 'opus/48000/2'));
  lines.push(
    ...section(
      'video',
      ports.rtpVideo,
      video.payloadType,
      'H264/90000',
      `a=fmtp:${video.payloadType} packetization-mode=1`,
    ),
  );
  return `${lines.join('\n')}\n`;
};
