/** What is inside a .ts segment: by ffprobe, ffmpeg and a look at its first packets. */
import { spawn } from 'node:child_process';

/** NAL unit types (ITU-T H.264, table 7-1). */
export const nalType = { slice: 1, idr: 5, sps: 7, pps: 8 } as const;

/** Paths of the programs that look into a segment. */
export interface Inspectors {
  ffmpeg: string;
  ffprobe: string;
}

export interface SegmentInspection {
  beginsWithTables: boolean;
  firstNalTypes: number[];
  /** What a decoder that is given this segment alone complains about; empty when nothing. */
  decodingErrors: string;
  frames: VideoFrame[];
}

export async function inspectSegment(
  segment: Buffer,
  { ffmpeg, ffprobe }: Inspectors,
): Promise<SegmentInspection> {
  const [firstNalTypes, errors, frames] = await Promise.all([
    nalTypesOfFirstPicture(segment, ffmpeg),
    decodingErrors(segment, ffmpeg),
    videoFrames(segment, ffprobe),
  ]);
  return {
    beginsWithTables: beginsWithTables(segment),
    firstNalTypes,
    decodingErrors: errors,
    frames,
  };
}

export interface VideoFrame {
  ptsSeconds: number;
  isKeyframe: boolean;
}

/** The video frames of a segment, in the order of their presentation times. */
async function videoFrames(segment: Buffer, ffprobe: string): Promise<VideoFrame[]> {
  const what = ['-select_streams', 'v', '-show_entries', 'packet=pts_time,flags'];
  const args = ['-v', 'error', ...what, '-of', 'csv=p=0', '-'];
  const output = await runOn(ffprobe, segment, args, 'stdout');
  return output
    .toString()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [pts, flags = ''] = line.split(',');
      return { ptsSeconds: Number(pts), isKeyframe: flags.startsWith('K') };
    })
    .toSorted((a, b) => a.ptsSeconds - b.ptsSeconds);
}

/** The codec of the first audio (`a`) or video (`v`) stream, and its packets by their presentation times. */
export async function packetsOf(
  segment: Buffer,
  stream: 'a' | 'v',
  { ffprobe }: Pick<Inspectors, 'ffprobe'>,
): Promise<{ codec: string; packets: { seconds: number; bytes: number }[] }> {
  const what = [
    '-select_streams',
    stream,
    '-show_entries',
    'stream=codec_name:packet=pts_time,size',
  ];
  const args = ['-v', 'error', ...what, '-of', 'json', '-'];
  const output = await runOn(ffprobe, segment, args, 'stdout');
  const { streams, packets } = JSON.parse(output.toString()) as {
    streams: { codec_name: string }[];
    packets: { pts_time: string; size: string }[];
  };
  return {
    codec: streams[0]?.codec_name ?? '',
    packets: packets
      .map(({ pts_time, size }) => ({ seconds: Number(pts_time), bytes: Number(size) }))
      .toSorted((a, b) => a.seconds - b.seconds),
  };
}

/** Decodes a segment on its own. @returns what the decoder complains about; empty when nothing. */
async function decodingErrors(segment: Buffer, ffmpeg: string): Promise<string> {
  // Frames as they come: the rounding to a frame rate is no business of the decoder.
  const asTheyCome = ['-fps_mode', 'passthrough', '-enc_time_base', '1/90000'];
  const args = ['-v', 'error', '-i', '-', ...asTheyCome, '-f', 'null', '-'];
  return (await runOn(ffmpeg, segment, args, 'stderr')).toString().trim();
}

const packetBytes = 188;

/**
 * Program IDs of the first two packets, in MPEG-TS (ISO/IEC 13818-1): a segment that can be
 * joined begins with PAT (0) and PMT (the PID the PAT names).
 */
export function beginsWithTables(segment: Buffer): boolean {
  const pid = (packet: number) => segment.readUInt16BE(packet * packetBytes + 1) & 0x1fff;
  const isPacket = (packet: number) => segment[packet * packetBytes] === 0x47;
  // FFmpeg puts a service description (PID 17) in front; it is one of the tables too.
  const first = pid(0) === 17 ? 1 : 0;
  if (!isPacket(first) || !isPacket(first + 1) || pid(first) !== 0) return false;
  // PAT payload: pointer, then the section; the first program's PMT PID stands at its bytes 10 and 11.
  const section = first * packetBytes + 5;
  return pid(first + 1) === (segment.readUInt16BE(section + 10) & 0x1fff);
}

/** NAL unit types (H.264, table 7-1) of the first access unit, in order. */
export async function nalTypesOfFirstPicture(segment: Buffer, ffmpeg: string): Promise<number[]> {
  const units = await nalUnits(segment, ffmpeg, ['-frames:v', '1']);
  return units.map(([header = 0]) => header & 0x1f);
}

/** The NAL units of the video (H.264, annex B): what lies between the start codes. */
export async function nalUnits(
  segment: Buffer,
  ffmpeg: string,
  options: string[] = [],
): Promise<Buffer[]> {
  // Also what comes before the first keyframe, which FFmpeg else leaves out.
  const all = ['-map', '0:v', '-c', 'copy', '-copyinkf'];
  const args = ['-v', 'error', '-i', '-', ...all, ...options];
  const stream = await runOn(ffmpeg, segment, [...args, '-f', 'h264', '-'], 'stdout');
  const startCode = Buffer.from([0, 0, 1]);
  const starts: number[] = [];
  for (let at = stream.indexOf(startCode); at >= 0; at = stream.indexOf(startCode, at + 1)) {
    starts.push(at);
  }
  return starts.map((start, index) => {
    let end = starts[index + 1] ?? stream.length;
    // A start code may have zeros in front; a unit never ends with one (H.264, section 7.4.1).
    while (stream[end - 1] === 0) end -= 1;
    return stream.subarray(start + startCode.length, end);
  });
}

function runOn(
  program: string,
  input: Buffer,
  args: readonly string[],
  stream: 'stdout' | 'stderr',
): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'pipe'] });
    const chunks: Buffer[] = [];
    child[stream].on('data', (chunk: Buffer) => chunks.push(chunk));
    child[stream === 'stdout' ? 'stderr' : 'stdout'].resume();
    child.once('error', reject);
    child.once('close', () => resolve(Buffer.concat(chunks)));
    // A program that has seen enough closes its input early.
    child.stdin.on('error', () => {});
    child.stdin.end(input);
  });
}
