/** The encoder of the synthetic publisher: Node paints and beeps, one FFmpeg turns it into RTP. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import type { Writable } from 'node:stream';
import { RtpPacket } from 'werift';
import { beepSound, bytesPerSample, channels } from './beep.ts';
import { encoderArguments, localPayloadType } from './encoder-arguments.ts';
import { FrameSchedule } from './frame-schedule.ts';
import { ivfFrameHeader, ivfHeader } from './ivf.ts';
import { audioClockRateHz, type PictureOptions, videoClockRateHz } from './picture-options.ts';
import { RtpPacer } from './rtp-pacer.ts';
import { createStripPainter } from './strip-painter.ts';
import { wavHeader } from './wav.ts';

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

/** Pictures FFmpeg has not taken yet. With more than these, new ones would only come later and later. */
const mostWaitingPictures = 2;

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
  const feeder = feed(schedule, picture, videoPipe, audioPipe);

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

/** Writes pictures and sound into FFmpeg's pipes in real time. */
function feed(
  schedule: FrameSchedule,
  picture: PictureOptions,
  videoPipe: Writable,
  audioPipe: Writable,
) {
  const { framesPerSecond, widthPixels, heightPixels } = picture;
  const painter = createStripPainter(widthPixels, heightPixels);
  const mostWaitingBytes = mostWaitingPictures * painter.byteLength;
  const ticksPerFrame = videoClockRateHz / framesPerSecond;
  const samplesPerFrame = audioClockRateHz / framesPerSecond;
  let nextFrame = 0;
  let keyframeWanted = false;
  let timer: NodeJS.Timeout | undefined;

  videoPipe.write(ivfHeader(painter.widthPixels, painter.heightPixels, videoClockRateHz));
  audioPipe.write(wavHeader({ sampleRateHz: audioClockRateHz, channels, bytesPerSample }));

  const writePicture = (frame: number) => {
    const strip = painter.paint(schedule.epochMilliseconds(frame));
    // An odd time asks for a keyframe (see encoderArguments); frame times are even.
    const time = frame * ticksPerFrame + (keyframeWanted ? 1 : 0);
    keyframeWanted = false;
    videoPipe.write(Buffer.concat([ivfFrameHeader(strip.length, time), strip]));
  };
  const tick = () => {
    schedule.followWallClock();
    const due = schedule.dueFrame();
    const isEarly = due < nextFrame;
    // Sound has no timestamps in WAV: every sample must be written, however late we are.
    for (; nextFrame <= due; nextFrame++) {
      audioPipe.write(beepSound(schedule.epochFrame(nextFrame) * samplesPerFrame, samplesPerFrame));
    }
    // Pictures have: those that are late, or that FFmpeg has no time for, are left out.
    if (!isEarly && videoPipe.writableLength < mostWaitingBytes) writePicture(due);
    timer = setTimeout(tick, schedule.millisecondsUntil(nextFrame));
  };
  tick();

  return {
    requestKeyframe() {
      keyframeWanted = true;
    },
    stop() {
      clearTimeout(timer);
    },
  };
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
