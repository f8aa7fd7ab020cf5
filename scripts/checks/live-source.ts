/** FFmpeg's test picture as a live HLS stream, straight into the folder nginx serves. */
import { join } from 'node:path';
import type { Settings } from '../../labs/settings.ts';
import { type RunningProcess, startProcess } from '../stack/process.ts';

export interface LiveSourceOptions {
  ffmpegPath: string;
  /** Names the segments. A second source in the same playlist needs a name of its own. */
  name: string;
  /** Goes on with the playlist that is there, after a discontinuity. */
  append?: boolean;
  /** Default 640x360, 30 frames per second. */
  picture?: { size: string; framesPerSecond: number };
}

const usualPicture = { size: '640x360', framesPerSecond: 30 };

export async function startLiveSource(
  settings: Settings,
  { ffmpegPath, name, append = false, picture = usualPicture }: LiveSourceOptions,
): Promise<RunningProcess> {
  const { segmentSeconds, playlistSegments } = settings.profile;
  const { size, framesPerSecond } = picture;
  const live = settings.paths.live;
  return startProcess({
    name: `source-${name}`,
    command: ffmpegPath,
    logFile: join(settings.paths.logs, `source-${name}.log`),
    deathSignal: 'KILL',
    args: [
      ...['-nostdin', '-loglevel', 'warning'],
      ...['-re', '-f', 'lavfi', '-i', `testsrc2=size=${size}:rate=${framesPerSecond}`],
      ...['-re', '-f', 'lavfi', '-i', 'sine=frequency=440:sample_rate=48000'],
      ...['-c:v', 'libx264', '-preset', 'ultrafast', '-tune', 'zerolatency'],
      ...['-pix_fmt', 'yuv420p', '-g', String(framesPerSecond * segmentSeconds)],
      ...['-c:a', 'aac'],
      ...['-f', 'hls', '-hls_time', String(segmentSeconds - 0.1)],
      ...['-hls_list_size', String(playlistSegments)],
      ...['-hls_delete_threshold', String(playlistSegments * 2)],
      ...['-hls_flags', append ? `${liveFlags}+append_list+discont_start` : liveFlags],
      ...['-hls_segment_filename', join(live, `${name}-%05d.ts`)],
      join(live, 'index.m3u8'),
    ],
  });
}

const liveFlags = 'delete_segments+temp_file+omit_endlist';
