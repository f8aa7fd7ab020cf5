/** Decodes a recording or stream of the synthetic publisher: the strip of each picture, and the sound, with times. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { WorkshopError } from '../language/workshop-error.ts';
import { stripArea } from '../publisher/picture-layout.ts';
import { type FrameTimes, parseFrameTimes } from './frame-times.ts';

/** The strip is scaled to this size, whatever the picture's: 20 by 12 pixels for each clock block. */
export const stripPixels = { width: 640, height: 72 } as const;

export const sampleRateHz = 48_000;

export interface DecodeOptions {
  /** FFmpeg program. Default `ffmpeg`, found on the PATH. */
  ffmpegPath?: string;
  /** How much to read, in seconds. Default 10. Live playlists do not end by themselves. */
  durationSeconds?: number;
  withSound?: boolean;
}

export interface DecodedMedia {
  /** Presentation times in seconds, from the start of the input; both streams on one clock. */
  pictureTimes: number[];
  /** One result of `onPicture` each. */
  soundFrames: FrameTimes['sound'];
  /** Mono, -1 to 1; the frames' samples one after the other. */
  samples: Float32Array;
}

/**
 * Decodes `input`, a file, playlist or URL that FFmpeg reads.
 * @param onPicture called with the luma plane of each picture's strip (`stripPixels`); valid
 *   during the call only.
 * @throws {WorkshopError} when FFmpeg cannot read the input.
 */
export async function decode(
  input: string,
  onPicture: (luma: Uint8Array) => void,
  options: DecodeOptions = {},
): Promise<DecodedMedia> {
  const { ffmpegPath = 'ffmpeg', withSound = true } = options;
  const child = spawn(ffmpegPath, decodeArguments(input, options), {
    stdio: ['ignore', 'pipe', 'pipe', 'pipe', 'pipe'],
  });
  const [, pictures, errors, sound, times] = child.stdio as unknown as [null, ...Readable[]];
  const exit = once(child, 'close');
  const [, complaints, soundBytes, timeTable, [code]] = await Promise.all([
    cutIntoPictures(pictures as Readable, onPicture),
    readAll(errors as Readable),
    readAll(sound as Readable),
    readAll(times as Readable),
    exit,
  ]);
  if (code !== 0) {
    const reason = complaints.toString().trim().split('\n')[0];
    throw new WorkshopError({
      en: `FFmpeg cannot decode ${input}: ${reason}`,
      es: `FFmpeg no puede decodificar ${input}: ${reason}`,
    });
  }
  const frameTimes = parseFrameTimes(timeTable.toString());
  return {
    pictureTimes: frameTimes.pictures,
    soundFrames: withSound ? frameTimes.sound : [],
    samples: toSamples(soundBytes),
  };
}

function decodeArguments(input: string, options: DecodeOptions): string[] {
  const { durationSeconds = 10, withSound = true } = options;
  const { width, height } = stripPixels;
  // Grey first: the crop of a 4:2:0 picture would be rounded to even lines.
  const strip = `format=gray,crop=h=round(ih*${stripArea.height}):y=0,scale=${width}:${height}`;
  const sound = `[0:a:0]aformat=sample_fmts=s16:sample_rates=${sampleRateHz}:channel_layouts=mono`;
  const graph = [`[0:v:0]${strip},split[pictures][pictureTimes]`];
  if (withSound) graph.push(`${sound},asplit[sound][soundTimes]`);
  const keepTimes = ['-fps_mode', 'passthrough', '-enc_time_base:v', '1/90000'];
  return [
    ...['-hide_banner', '-nostdin', '-loglevel', 'error'],
    // A live playlist is read from its oldest segment, not from its third last.
    ...(input.endsWith('.m3u8') ? ['-live_start_index', '0'] : []),
    ...['-t', String(durationSeconds), '-i', input],
    ...['-filter_complex', graph.join(';')],
    ...['-map', '[pictures]', ...keepTimes, '-f', 'rawvideo', 'pipe:1'],
    ...(withSound ? ['-map', '[sound]', '-f', 's16le', 'pipe:3'] : []),
    // framecrc lists the frames: the times that raw pictures and samples do not carry.
    ...['-map', '[pictureTimes]', ...(withSound ? ['-map', '[soundTimes]'] : [])],
    ...['-c:v', 'rawvideo', '-c:a', 'pcm_s16le', ...keepTimes, '-f', 'framecrc', 'pipe:4'],
  ];
}

async function cutIntoPictures(
  stream: Readable,
  onPicture: (luma: Uint8Array) => void,
): Promise<void> {
  const size = stripPixels.width * stripPixels.height;
  let rest = Buffer.alloc(0);
  for await (const chunk of stream) {
    rest = Buffer.concat([rest, chunk]);
    for (; rest.length >= size; rest = rest.subarray(size)) onPicture(rest.subarray(0, size));
  }
}

async function readAll(stream: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function toSamples(bytes: Buffer): Float32Array {
  const samples = new Float32Array(bytes.length / 2);
  for (let index = 0; index < samples.length; index++) {
    samples[index] = bytes.readInt16LE(index * 2) / 0x8000;
  }
  return samples;
}
