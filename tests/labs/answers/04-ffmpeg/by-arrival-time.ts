/** Stamps packets when they arrive, in place of trusting their RTP timestamps; one list, built up. */
import type { Settings } from '../../../../labs/settings.ts';
import type { FfmpegPaths } from '../../../../labs/stages.ts';

export function ffmpegArguments(settings: Settings, paths: FfmpegPaths): string[] {
  const { profile, audio, mediaAddress } = settings;
  const listed = profile.playlistSegments;
  const options: Record<string, string | number> = {
    hls_time: profile.segmentSeconds * 0.5,
    hls_list_size: listed,
    hls_delete_threshold: listed + 1,
    hls_flags: '+temp_file+delete_segments+omit_endlist+program_date_time',
    hls_segment_filename: `${paths.outputDirectory}/%d.ts`,
  };
  const args = ['-use_wallclock_as_timestamps', '1', '-protocol_whitelist', 'rtp,file,udp,crypto'];
  args.push('-localaddr', mediaAddress, '-analyzeduration', '500000');
  args.push('-i', paths.sessionDescription);
  args.push(
    '-c',
    'copy',
    '-codec:a',
    'aac',
    '-ab',
    `${audio.aacBitrateBitsPerSecond}`,
    '-ar',
    '48000',
  );
  args.push(
    '-filter:a',
    'aresample=async=1000:min_hard_comp=0.1',
    '-max_interleave_delta',
    '500000',
  );
  for (const [name, value] of Object.entries(options)) args.push(`-${name}`, String(value));
  args.push(`${paths.outputDirectory}/index.m3u8`);
  return args;
}
