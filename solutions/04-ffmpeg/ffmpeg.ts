import type { FfmpegArguments } from '../../labs/stages.ts';

/**
 * Stage 04: FFmpeg's arguments. Opus becomes AAC, H.264 is copied untouched, and both are cut
 * into MPEG-TS segments with a rolling playlist.
 *
 * `...['-x', 'y']` is an option and its value: two arguments, kept on one line.
 *
 * @see https://ffmpeg.org/ffmpeg-formats.html#hls-2
 */
export const ffmpegArguments: FfmpegArguments = (settings, paths) => {
  const { segmentSeconds, playlistSegments } = settings.profile;

  const input = [
    // An SDP file may point anywhere; FFmpeg wants to be told which protocols it may follow.
    ...['-protocol_whitelist', 'file,udp,rtp'],
    // Without an address FFmpeg opens its RTP ports to the whole network.
    ...['-localaddr', settings.loopbackAddress],
    // Microseconds and bytes. The SDP names the codecs; a second is enough to learn the frame rate,
    // and no media is lost by it: the first segment is not finished before that anyway.
    ...['-analyzeduration', '1000000', '-probesize', '1000000'],
    // Microseconds to wait for a missing packet: long enough for a repair asked for by NACK.
    ...['-max_delay', '500000'],
    ...['-i', paths.sessionDescription],
  ];

  const codecs = [
    ...['-map', '0:v:0', '-map', '0:a:0'],
    ...['-c:v', 'copy'],
    ...['-c:a', 'aac', '-b:a', String(settings.audio.aacBitrateBitsPerSecond), '-ac', '2'],
    // Opus may pause (a muted microphone, a lost packet); AAC must not: fill the holes with silence.
    // A clock that drifts is followed by stretching, by 1000 samples per second at most.
    ...['-af', 'aresample=async=1000'],
  ];

  const hls = [
    ...['-f', 'hls'],
    // Microseconds. When the sound stops, wait this long for it and then go on with the picture.
    ...['-max_interleave_delta', '1000000'],
    // A little under the keyframe interval: a keyframe that comes 2 ms early would otherwise
    // be passed over, and the segment would grow to twice its length.
    ...['-hls_time', String(segmentSeconds - 0.1)],
    ...['-hls_list_size', String(playlistSegments)],
    // A segment that left the playlist stays for its own length and the playlist's: a viewer may be
    // that far behind (RFC 8216, section 6.2.2). FFmpeg sees to it, but keeps only one by default.
    ...['-hls_delete_threshold', String(Math.ceil(playlistSegments * 1.5))],
    // temp_file: write aside, then rename, so that nobody reads half a file.
    // omit_endlist: the end of this session is not the end of the stream.
    ...['-hls_flags', 'delete_segments+temp_file+omit_endlist'],
    ...['-hls_segment_type', 'mpegts'],
    ...['-hls_segment_filename', `${paths.outputDirectory}/segment-%05d.ts`],
    `${paths.outputDirectory}/index.m3u8`,
  ];

  return [...input, ...codecs, ...hls];
};
