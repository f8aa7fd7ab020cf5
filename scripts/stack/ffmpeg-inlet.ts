/** Where an FFmpeg takes its RTP: by default behind the relay, and on two sets of ports in turn. */
import type { Settings } from '../../labs/settings.ts';

export interface FfmpegInlet {
  /** IPv4. */
  address: string;
  rtpAudio: number;
  rtcpAudio: number;
  rtpVideo: number;
  rtcpVideo: number;
}

export type InletName = 'direct' | 'A' | 'B';

/** The relay and its FFmpeg are on one machine, wherever Janus is. */
const loopbackAddress = '127.0.0.1';

export function inletOf({ mediaAddress, ports }: Settings, name: InletName): FfmpegInlet {
  if (name === 'direct') {
    const { rtpAudio, rtcpAudio, rtpVideo, rtcpVideo } = ports;
    return { address: mediaAddress, rtpAudio, rtcpAudio, rtpVideo, rtcpVideo };
  }
  const rtpAudio = name === 'A' ? ports.relayedAudioA : ports.relayedAudioB;
  const rtpVideo = name === 'A' ? ports.relayedVideoA : ports.relayedVideoB;
  // RTCP takes the next port up (RFC 3550, section 11).
  return {
    address: loopbackAddress,
    ...{ rtpAudio, rtcpAudio: rtpAudio + 1, rtpVideo, rtcpVideo: rtpVideo + 1 },
  };
}

/** The settings as the stages see them that speak of FFmpeg's input: its own ports and address. */
export function settingsAt(settings: Settings, inlet: FfmpegInlet): Settings {
  const { address, ...ports } = inlet;
  return { ...settings, mediaAddress: address, ports: { ...settings.ports, ...ports } };
}
