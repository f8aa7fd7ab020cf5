/** Gives FFmpeg the RTCP sender reports that Janus does not forward, so that it can align sound and picture. */
import { createSocket } from 'node:dgram';
import type { Settings } from '../../labs/settings.ts';
import { senderReport } from '../media/rtp.ts';
import type { MediaTap } from './media-tap.ts';

/** RFC 3550, section 6.2 has 5 s as the usual interval; a shorter one follows clock skew in smaller steps. */
const reportIntervalMilliseconds = 1_000;

export interface SenderReports {
  stop(): void;
}

/**
 * Sends one report per stream now, and again every second until stopped.
 * The first ones must reach FFmpeg before the media does: it then starts both streams on one clock.
 */
export function sendSenderReports(settings: Settings, tap: MediaTap): SenderReports {
  const socket = createSocket('udp4');
  const targets = [
    { stream: tap.audio, port: settings.ports.rtcpAudio },
    { stream: tap.video, port: settings.ports.rtcpVideo },
  ];
  const send = () => {
    const now = Date.now();
    for (const { stream, port } of targets) {
      const rtpTimestamp = stream.mapping.rtpTimestampAt(now);
      if (rtpTimestamp === null) continue;
      const report = { ssrc: stream.ssrc, wallClockMilliseconds: now, rtpTimestamp };
      socket.send(senderReport(report), port, settings.loopbackAddress);
    }
  };
  send();
  const timer = setInterval(send, reportIntervalMilliseconds);
  return {
    stop() {
      clearInterval(timer);
      socket.close();
    },
  };
}
