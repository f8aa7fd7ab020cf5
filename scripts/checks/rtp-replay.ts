/** Plays a recording of RTP to FFmpeg as Janus and the supervisor would send it, at any speed. */
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import type { Settings } from '../../labs/settings.ts';
import { goodbye, senderReport } from '../media/rtp.ts';
import type { MediaKind } from '../publisher/encoder.ts';
import type { Keeper } from './room.ts';
import type { RecordedPacket, RtpRecording } from './rtp-recording.ts';

export interface RtpReplay {
  /** How much of the media was sent, in seconds. */
  readonly sentSeconds: number;
  /** How much later than it was due a packet was sent, at most. */
  readonly mostLateMilliseconds: number;
  /** Payloads of the video packets that were sent, in order. */
  readonly videoPayloads: readonly Buffer[];
  /** True loses the sound on the way, until it is false again. */
  isMuted: boolean;
  /** Says that it is over, as the supervisor does when a publisher leaves. */
  sayGoodbye(): void;
}

const tickMilliseconds = 5;
const reportMilliseconds = 1_000;
/** FFmpeg must know the clocks before the media comes. */
const reportAheadMilliseconds = 100;
const ssrc = { audio: 0x0a0a0a0a, video: 0x0b0b0b0b } as const;

/**
 * Plays the recording, and plays it again, until the keeper closes. FFmpeg must listen already.
 * @param speed 1 is real time. Sender reports tell the media's time, not that of this machine: to
 *   a receiver that uses them it looks like real time at any speed.
 * @param lost packets of the recording that are sent and never arrive.
 */
export async function replayRtp(
  keeper: Keeper,
  recording: RtpRecording,
  { ports, audio, video, mediaAddress }: Settings,
  speed: number,
  lost: ReadonlySet<RecordedPacket> = new Set(),
): Promise<RtpReplay> {
  const streams = {
    audio: { ...audio, port: ports.rtpAudio, rtcpPort: ports.rtcpAudio, sequence: 0 },
    video: { ...video, port: ports.rtpVideo, rtcpPort: ports.rtcpVideo, sequence: 0 },
  };
  const socket = createSocket('udp4');
  socket.bind({ address: mediaAddress, port: 0, exclusive: true });
  await once(socket, 'listening');
  const startedAt = performance.now() + reportAheadMilliseconds;
  const epoch = Date.now();
  const videoPayloads: Buffer[] = [];
  let round = 0;
  let next = 0;
  let reportAt = 0;
  let sentMilliseconds = 0;
  let mostLate = 0;

  const rtpTimestamp = (kind: MediaKind, milliseconds: number) =>
    // Not 0 at the start: the sound begins a little before.
    Math.round(((milliseconds + 1_000) * streams[kind].clockRateHz) / 1_000) >>> 0;
  const report = (kind: MediaKind) =>
    senderReport({
      ssrc: ssrc[kind],
      wallClockMilliseconds: epoch + sentMilliseconds,
      rtpTimestamp: rtpTimestamp(kind, sentMilliseconds),
    });
  const sendPacket = (recorded: RecordedPacket, milliseconds: number) => {
    const { kind, packet } = recorded;
    const stream = streams[kind];
    const { header } = packet;
    header.payloadType = stream.payloadType;
    header.ssrc = ssrc[kind];
    header.sequenceNumber = stream.sequence & 0xffff;
    header.timestamp = rtpTimestamp(kind, milliseconds);
    stream.sequence += 1;
    if (kind === 'video') videoPayloads.push(packet.payload);
    if (lost.has(recorded) || (kind === 'audio' && replay.isMuted)) return;
    socket.send(packet.serialize(), stream.port, mediaAddress);
  };
  const tick = () => {
    const dueMilliseconds = (performance.now() - startedAt) * speed;
    if (sentMilliseconds >= reportAt) {
      reportAt += reportMilliseconds;
      for (const kind of ['audio', 'video'] as const) {
        socket.send(report(kind), streams[kind].rtcpPort, mediaAddress);
      }
    }
    for (;;) {
      const recorded = recording.packets[next];
      if (!recorded) {
        round += 1;
        next = 0;
        continue;
      }
      const milliseconds = round * recording.seconds * 1_000 + recorded.milliseconds;
      if (milliseconds > dueMilliseconds) break;
      sendPacket(recorded, milliseconds);
      mostLate = Math.max(mostLate, (dueMilliseconds - milliseconds) / speed);
      sentMilliseconds = Math.max(sentMilliseconds, milliseconds);
      next += 1;
    }
    timer = setTimeout(tick, tickMilliseconds);
  };
  let timer: NodeJS.Timeout | undefined;
  const replay: RtpReplay = {
    get sentSeconds() {
      return sentMilliseconds / 1_000;
    },
    get mostLateMilliseconds() {
      return mostLate;
    },
    videoPayloads,
    isMuted: false,
    sayGoodbye() {
      clearTimeout(timer);
      for (const kind of ['audio', 'video'] as const) {
        // A compound begins with a report (RFC 3550, section 6.1); FFmpeg reads no BYE that comes alone.
        const packet = Buffer.concat([report(kind), goodbye(ssrc[kind])]);
        socket.send(packet, streams[kind].rtcpPort, mediaAddress);
      }
    },
  };
  tick();
  keeper.defer(() => {
    clearTimeout(timer);
    socket.close();
  });
  return replay;
}
