/** The synthetic encoder's RTP, sent to FFmpeg as Janus and the supervisor would: real media, without WebRTC. */
import { createSocket } from 'node:dgram';
import { onTestFinished } from 'vitest';
import type { Settings } from '../../labs/settings.ts';
import { waitUntil } from '../../scripts/checks/wait-until.ts';
import type { RtpPacket } from '../../scripts/media/rtp.ts';
import { type MediaKind, startEncoder } from '../../scripts/publisher/encoder.ts';
import { TappedStream } from '../../scripts/stack/media-tap.ts';
import { RtcpCompanion } from '../../scripts/stack/rtcp-companion.ts';
import { programPath } from './program.ts';

export interface RtpSource {
  /** Every video packet sent so far. */
  readonly videoPackets: readonly RtpPacket[];
  /** The next so many packets of sound are lost on the way. */
  loseAudio(packets: number): void;
  /** Says that it is over, as the supervisor does when a publisher leaves. */
  sayGoodbye(): void;
}

/** Packets after which a stream has found its pace, and its clock can be told: about a second. */
const packetsForClock = { audio: 50, video: 30 };

/** Sends to the ports of the settings, on which FFmpeg must listen already; ends with the test. */
export async function startRtpSource(settings: Settings): Promise<RtpSource> {
  const { ports, audio, video, profile, loopbackAddress } = settings;
  const videoPackets: RtpPacket[] = [];
  const taps: Record<MediaKind, TappedStream> = {
    audio: new TappedStream(audio.clockRateHz),
    video: new TappedStream(video.clockRateHz),
  };
  const targets = {
    audio: { port: ports.rtpAudio, payloadType: audio.payloadType },
    video: { port: ports.rtpVideo, payloadType: video.payloadType },
  };
  const socket = createSocket('udp4');
  let isReported = false;
  let isForwarding = false;
  let audioToLose = 0;

  const encoder = await startEncoder({
    ffmpegPath: await programPath('ffmpeg'),
    picture: {
      widthPixels: 640,
      heightPixels: 360,
      framesPerSecond: 30,
      bitrateBitsPerSecond: 600_000,
    },
    onLog: (line) => console.log(line),
    onRtp(kind, packet) {
      taps[kind].add(packet, Date.now());
      // It begins with a keyframe, some time after the sender reports: FFmpeg must know the clocks first.
      isForwarding ||= isReported && kind === 'video' && startsKeyframe(packet.payload);
      if (!isForwarding) return;
      if (kind === 'video') videoPackets.push(packet);
      else if (audioToLose > 0) {
        audioToLose -= 1;
        return;
      }
      const { port, payloadType } = targets[kind];
      packet.header.payloadType = payloadType;
      socket.send(packet.serialize(), port, loopbackAddress);
    },
  });
  onTestFinished(async () => {
    await encoder.stop();
    socket.close();
  });
  await waitUntil(
    'both streams have a clock',
    () =>
      taps.audio.packets >= packetsForClock.audio && taps.video.packets >= packetsForClock.video,
  );
  const rtcp = new RtcpCompanion(settings, taps);
  onTestFinished(() => rtcp.close());
  isReported = true;
  encoder.requestKeyframe();
  // As Janus does with the room's fir_freq.
  const seconds = profile.keyframeIntervalSeconds;
  const asking = setInterval(() => encoder.requestKeyframe(), seconds * 1_000);
  onTestFinished(() => clearInterval(asking));
  return {
    videoPackets,
    loseAudio(packets) {
      audioToLose = packets;
    },
    sayGoodbye: () => rtcp.sayGoodbye(),
  };
}

/** The encoder writes SPS and PPS in front of every keyframe, together in one packet (STAP-A, RFC 6184, section 5.7.1). */
const startsKeyframe = ([header = 0]: Buffer): boolean => (header & 0x1f) === 24;
