import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from '../../scripts/system/run.ts';
import { programPath } from './program.ts';

/**
 * Cuts a recording as stage 04 does; a keyframe comes where x264 puts one. Beside the segments lies
 * `index.m3u8`, which has an end.
 * @returns the segments' paths, in order.
 */
export async function cutIntoSegments(recording: string, folder: string): Promise<string[]> {
  const { exitCode, output } = await run(await programPath('ffmpeg'), [
    ...['-nostdin', '-loglevel', 'error', '-i', recording, '-c', 'copy'],
    ...['-f', 'hls', '-hls_segment_type', 'mpegts', '-hls_time', '1.9', '-hls_list_size', '0'],
    ...['-hls_segment_filename', join(folder, 'segment-%05d.ts'), join(folder, 'index.m3u8')],
  ]);
  if (exitCode !== 0) throw new Error(`FFmpeg made no segments: ${output}`);
  const names = (await readdir(folder)).filter((name) => name.startsWith('segment-')).toSorted();
  if (names.length < 2) throw new Error(`FFmpeg made ${names.length} segments`);
  return names.map((name) => join(folder, name));
}
