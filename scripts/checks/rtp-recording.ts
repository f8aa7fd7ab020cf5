/** A few seconds of the synthetic encoder's RTP, recorded at full speed: real media for FFmpeg, without WebRTC. */
import { spawn } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Writable } from 'node:stream';
import { RtpPacket } from '../media/rtp.ts';
import type { MediaKind } from '../publisher/encoder.ts';
import { encoderArguments, localPayloadType } from '../publisher/encoder-arguments.ts';
import {
  audioClockRateHz,
  type PictureOptions,
  videoClockRateHz,
} from '../publisher/picture-options.ts';
import { framesPerSecond, makeSyntheticMedia } from './synthetic-media.ts';
import { waitUntil } from './wait-until.ts';

export interface RecordedPacket {
  kind: MediaKind;
  /** When it is due, from the start of the recording. */
  milliseconds: number;
  packet: RtpPacket;
}

export interface RtpRecording {
  seconds: number;
  /** In the order in which they are due. Played again and again they make one unbroken stream. */
  packets: readonly RecordedPacket[];
}

export type RecordedPicture = Pick<
  PictureOptions,
  'widthPixels' | 'heightPixels' | 'bitrateBitsPerSecond'
>;

const seconds = 8;
/** Small, because several are replayed at once; but the clock in it must be readable. */
const smallPicture: RecordedPicture = {
  widthPixels: 480,
  heightPixels: 270,
  bitrateBitsPerSecond: 300_000,
};
/** Half a second before the first flash and beep, which come with every even second. */
const startEpochMilliseconds = Date.UTC(2026, 0, 1, 0, 0, 1, 500);
const opusPacketMilliseconds = 20;
/** The sound of a packet comes so much after the packet's time (see `encoder.ts`). */
const opusLookaheadMilliseconds = 6.5;
const tries = 3;
const encodeLimitMilliseconds = 10_000;

/**
 * The keyframes after the first picture, which is one anyway: one per second, as a room with
 * `fir_freq = 1` asks for them. Every other one comes a picture early, as it may on a network.
 */
const keyframes = Array.from(
  { length: seconds - 1 },
  (_, index) => (index + 1) * framesPerSecond - ((index + 1) % 2),
);

/** @throws {Error} when packets get lost on loopback, again and again. */
export async function recordRtp(
  ffmpegPath: string,
  picture: RecordedPicture = smallPicture,
): Promise<RtpRecording> {
  for (let attempt = 1; ; attempt++) {
    const packets = await encode(ffmpegPath, { ...picture, framesPerSecond });
    if (isUnbroken(packets.audio) && isUnbroken(packets.video)) {
      return { seconds, packets: inOrder(packets) };
    }
    if (attempt === tries) throw new Error('This machine is too busy: RTP on loopback got lost');
  }
}

async function encode(
  ffmpegPath: string,
  picture: PictureOptions,
): Promise<Record<MediaKind, RtpPacket[]>> {
  const packets: Record<MediaKind, RtpPacket[]> = { audio: [], video: [] };
  const socket = createSocket({ type: 'udp4', recvBufferSize: 4 * 1024 * 1024 });
  socket.on('message', (datagram) => {
    const packet = RtpPacket.deSerialize(datagram);
    const isVideo = packet.header.payloadType === localPayloadType.video;
    packets[isVideo ? 'video' : 'audio'].push(packet);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  const rtpPort = (socket.address() as AddressInfo).port;
  const args = encoderArguments(picture, { videoDescriptor: 3, audioDescriptor: 4, rtpPort });
  const child = spawn('setpriv', ['--pdeathsig', 'KILL', '--', ffmpegPath, ...args], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
  });
  try {
    const { strips, sound } = makeSyntheticMedia({
      ...picture,
      startEpochMilliseconds,
      seconds,
      keyframes,
    });
    const [, , , videoPipe, audioPipe] = child.stdio as unknown as [
      null,
      null,
      null,
      Writable,
      Writable,
    ];
    for (const pipe of [videoPipe, audioPipe]) pipe.on('error', () => {});
    videoPipe.end(strips);
    audioPipe.end(sound);
    const [code] = await once(child, 'exit', {
      signal: AbortSignal.timeout(encodeLimitMilliseconds),
    });
    if (code !== 0) throw new Error(`FFmpeg could not encode the test stream (${code})`);
    const pictures = () => packets.video.filter(({ header }) => header.marker).length;
    // What is still in the socket's buffer; a packet that is lost makes the recording broken.
    await waitUntil('every picture', () => pictures() === seconds * framesPerSecond, 500).catch(
      () => {},
    );
    return packets;
  } finally {
    child.kill('SIGKILL');
    socket.close();
  }
}

const isUnbroken = (packets: readonly RtpPacket[]): boolean =>
  packets.length > 0 &&
  packets.every(({ header }, index) => {
    const before = packets[index - 1]?.header.sequenceNumber ?? header.sequenceNumber - 1;
    return ((header.sequenceNumber - before) & 0xffff) === 1;
  });

function inOrder({ audio, video }: Record<MediaKind, RtpPacket[]>): RecordedPacket[] {
  // The encoder's last packet holds what it had looked ahead to: the next round begins there.
  const sound = audio.slice(0, (seconds * 1_000) / opusPacketMilliseconds);
  return [
    ...timed('audio', sound, audioClockRateHz, -opusLookaheadMilliseconds),
    ...timed('video', video, videoClockRateHz, 0),
  ].toSorted((a, b) => a.milliseconds - b.milliseconds);
}

function timed(
  kind: MediaKind,
  packets: readonly RtpPacket[],
  clockRateHz: number,
  startMilliseconds: number,
): RecordedPacket[] {
  const first = packets[0]?.header.timestamp ?? 0;
  return packets.map((packet) => {
    const ticks = (packet.header.timestamp - first) >>> 0;
    return { kind, packet, milliseconds: startMilliseconds + (ticks * 1_000) / clockRateHz };
  });
}
