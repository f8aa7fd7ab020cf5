/** With loops; each stream has its own host, rtcp is left out, the SDP has more than it needs. */
import type { Settings } from '../../../../labs/settings.ts';
import type {
  PublisherDescription,
  RtpForwardRequest,
  RtpForwardStream,
} from '../../../../labs/stages.ts';

export function forwardRequest(
  settings: Settings,
  publisher: PublisherDescription,
): RtpForwardRequest {
  const host = settings.mediaAddress;
  const streams: RtpForwardStream[] = [];
  for (const stream of publisher.streams) {
    if (stream.type === 'video') {
      streams.push({
        mid: stream.mid,
        host,
        port: settings.ports.rtpVideo,
        pt: settings.video.payloadType,
        ssrc: 2222,
      });
    }
    if (stream.type === 'audio') {
      streams.push({
        mid: stream.mid,
        host,
        port: settings.ports.rtpAudio,
        pt: settings.audio.payloadType,
        ssrc: 1111,
      });
    }
  }
  return {
    request: 'rtp_forward',
    room: settings.room.id,
    publisher_id: publisher.id,
    secret: settings.secrets.room,
    admin_key: settings.secrets.forward,
    host,
    streams,
  };
}

export function sessionDescription(settings: Settings): string {
  const { mediaAddress: address, ports, audio, video } = settings;
  return `v=0\r
o=workshop ${Date.now()} 1 IN IP4 ${address}\r
s=-\r
t=0 0\r
m=video ${ports.rtpVideo} RTP/AVP ${video.payloadType}\r
c=IN IP4 ${address}\r
b=AS:2000\r
a=rtpmap:${video.payloadType} h264/90000\r
a=fmtp:${video.payloadType} profile-level-id=${video.profileLevelId}; packetization-mode=1\r
a=recvonly\r
m=audio ${ports.rtpAudio} RTP/AVP ${audio.payloadType}\r
c=IN IP4 ${address}\r
a=rtpmap:${audio.payloadType} OPUS/48000/2\r
a=fmtp:${audio.payloadType} useinbandfec=1\r
a=recvonly\r
`;
}
