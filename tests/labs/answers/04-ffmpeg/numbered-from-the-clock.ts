/** Media sequence from the clock, sound first, every segment in a place of its own. */
import type { FfmpegArguments } from '../../../../labs/stages.ts';

export const ffmpegArguments: FfmpegArguments = (
  { profile, audio, mediaAddress },
  { sessionDescription, outputDirectory },
) =>
  [
    `-protocol_whitelist file,rtp,udp -localaddr ${mediaAddress} -fflags +genpts`.split(' '),
    ['-i', sessionDescription],
    ['-map', 'a', '-map', 'v', '-vcodec', 'copy', '-acodec', 'aac'],
    ['-b:a', `${audio.aacBitrateBitsPerSecond / 1_000}k`, '-af', 'aresample=async=1:first_pts=0'],
    [
      '-max_interleave_delta',
      '1500000',
      '-f',
      'hls',
      '-hls_time',
      `${profile.segmentSeconds - 0.2}`,
    ],
    ['-hls_init_time', `${profile.segmentSeconds - 0.2}`, '-hls_start_number_source', 'epoch'],
    ['-hls_list_size', `${profile.playlistSegments}`],
    ['-hls_delete_threshold', `${2 * profile.playlistSegments}`],
    ['-hls_flags', 'delete_segments', '-hls_flags', '+omit_endlist+temp_file+independent_segments'],
    ['-hls_segment_filename', `${outputDirectory}/part-%015d.ts`, `${outputDirectory}/index.m3u8`],
  ].flat();
