/** The encoder of the synthetic publisher: Node paints and beeps, one FFmpeg turns it into RTP. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import type { Writable } from 'node:stream';
import { RtpPacket } from 'werift';
import { encoderArguments, localPayloadType } from './encoder-arguments.ts';
import { FrameSchedule } from './frame-schedule.ts';
import { feedMedia } from './media-feed.ts';
import { audioClockRateHz, type PictureOptions, videoClockRateHz } from './picture-options.ts';
import { RtpPacer } from './rtp-pacer.ts';

export type MediaKind = 'audio' | 'video';

export interface EncoderOptions {
  ffmpegPath: string;
  picture: PictureOptions;
  /** Called with every RTP packet when it is due. */
  onRtp(kind: MediaKind, packet: RtpPacket): void;
  /** Called with every line FFmpeg writes. */
  onLog(line: string): void;
}

export interface Encoder {
  /** The next picture becomes a keyframe: IDR, with SPS and PPS in front. */
  requestKeyframe(): void;
  /** Resolves with the reason when FFmpeg ended without being asked to. */
  readonly failed: Promise<string>;
  /** Resolves when FFmpeg and the socket are gone. Idempotent. */
  stop(): Promise<void>;
}

/**
 * The Opus encoder looks this far ahead: its first packet begins so much before the first
 * sample, and a decoder's sound comes so much after the packet's time (RFC 7845, section 4.2:
 * "pre-skip"; 312 samples with libopus at 48 kHz).
 */
const opusLookaheadMilliseconds = (312 * 1_000) / audioClockRateHz;

/** How long FFmpeg may take to send its first packets. */
const startLimitMilliseconds = 10_000;

/**
 * Starts FFmpeg and resolves when both streams flow.
 * @throws {Error} when FFmpeg cannot be started, or sends nothing.
 */
export async function startEncoder(options: EncoderOptions): Promise<Encoder> {
  const { ffmpegPath, picture, onLog } = options;
  const socket = await bindLoopback();
  const { port } = socket.address() as AddressInfo;
  const wiring = { videoDescriptor: 3, audioDescriptor: 4, rtpPort: port };
  const child = spawnTied(ffmpegPath, encoderArguments(picture, wiring));
  const [, , , videoPipe, audioPipe] = child.stdio as [null, null, null, Writable, Writable];
  createInterface({ input: child.stderr as NonNullable<typeof child.stderr> }).on('line', onLog);
  // The end of FFmpeg is told by its exit; the broken pipes that follow say nothing new.
  for (const pipe of [videoPipe, audioPipe]) pipe.on('error', () => {});

  const schedule = new FrameSchedule(picture.framesPerSecond);
  const flowing = receive(socket, schedule.startMilliseconds, options.onRtp);
  const feeder = feedMedia(schedule, picture, videoPipe, audioPipe);

  let stopping = false;
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(`${ffmpegPath} does not start: ${error.message}`));
    child.once('exit', (code, signal) =>
      resolve(`FFmpeg ended (${signal ?? `exit code ${code}`})`),
    );
  });
  const released = ended.then(() => {
    feeder.stop();
    socket.close();
  });
  const stop = async () => {
    stopping = true;
    // It has nothing to finish or to save, and TERM would make it wait for its inputs.
    child.kill('SIGKILL');
    await released;
  };
  const failed = new Promise<string>((resolve) => {
    void ended.then((reason) => {
      if (!stopping) resolve(reason);
    });
  });

  const limit = AbortSignal.timeout(startLimitMilliseconds);
  const failure = await Promise.race([
    flowing.then(() => undefined),
    ended,
    once(limit, 'abort').then(() => 'FFmpeg sends no media'),
  ]);
  if (failure !== undefined) {
    await stop();
    throw new Error(failure);
  }
  return { requestKeyframe: () => feeder.requestKeyframe(), failed, stop };
}

/** Starts a program that dies with this process, even when this process is killed with -9. */
function spawnTied(program: string, args: string[]): ChildProcess {
  return spawn('setpriv', ['--pdeathsig', 'KILL', '--', program, ...args], {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
  });
}

async function bindLoopback(): Promise<Socket> {
  const socket = createSocket('udp4');
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return socket;
}

/**
 * Hands FFmpeg's packets on when they are due.
 * @returns a promise that resolves when both streams flow.
 */
function receive(
  socket: Socket,
  startMilliseconds: number,
  onRtp: EncoderOptions['onRtp'],
): Promise<void> {
  const audioStart = startMilliseconds - opusLookaheadMilliseconds;
  const pacers: Record<MediaKind, RtpPacer> = {
    video: new RtpPacer(videoClockRateHz, startMilliseconds, (packet) => onRtp('video', packet)),
    audio: new RtpPacer(audioClockRateHz, audioStart, (packet) => onRtp('audio', packet)),
  };
  const seen = new Set<MediaKind>();
  return new Promise((resolve) => {
    socket.on('message', (message) => {
      const packet = RtpPacket.deSerialize(message);
      const kind = packet.header.payloadType === localPayloadType.video ? 'video' : 'audio';
      pacers[kind].push(packet);
      seen.add(kind);
      if (seen.size === 2) resolve();
    });
    socket.once('close', () => {
      for (const pacer of Object.values(pacers)) pacer.stop();
    });
  });
}
