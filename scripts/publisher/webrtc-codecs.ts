/** The two codecs of the room, as werift offers and answers them. */
import { RTCRtpCodecParameters } from 'werift';
import { audioClockRateHz, videoClockRateHz } from './picture-options.ts';

export const h264 = () =>
  new RTCRtpCodecParameters({
    mimeType: 'video/H264',
    clockRate: videoClockRateHz,
    rtcpFeedback: [
      { type: 'nack' },
      { type: 'nack', parameter: 'pli' },
      { type: 'ccm', parameter: 'fir' },
    ],
    // Constrained baseline, level 3.1 (RFC 6184, section 8.1).
    parameters: 'level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42e01f',
  });

export const opus = () =>
  new RTCRtpCodecParameters({
    mimeType: 'audio/OPUS',
    clockRate: audioClockRateHz,
    channels: 2,
    parameters: 'minptime=10;useinbandfec=1',
  });
