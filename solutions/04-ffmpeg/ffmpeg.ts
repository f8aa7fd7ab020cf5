import type { Settings } from '../../labs/settings.ts';
import type { FfmpegArguments, FfmpegPaths } from '../../labs/stages.ts';

// lab:begin context
/**
 * Stage 04: FFmpeg's arguments. Opus becomes AAC, H.264 is copied untouched, and both are cut
 * into MPEG-TS segments with a rolling playlist.
 *
 * @see https://ffmpeg.org/ffmpeg-formats.html#hls-2
 */
// lab:end
export const ffmpegArguments: FfmpegArguments = (settings, paths) => [
  ...input(settings, paths),
  ...video(),
  ...audio(settings),
  ...segments(settings, paths),
  ...playlist(settings, paths),
];

// `...['-x', 'y']` is an option and its value: two arguments, kept on one line.
const input = ({ mediaAddress }: Settings, paths: FfmpegPaths): string[] => [
  // An SDP file may point anywhere; FFmpeg wants to be told which protocols it may follow.
  ...['-protocol_whitelist', 'file,udp,rtp'],
  // Without an address FFmpeg opens its RTP ports to the whole network.
  ...['-localaddr', mediaAddress],
  // Microseconds and bytes. The SDP names the codecs; a second is enough to learn the frame rate,
  // and no media is lost by it: the first segment is not finished before that anyway.
  ...['-analyzeduration', '1000000', '-probesize', '1000000'],
  // Microseconds to wait for a missing packet: long enough for a repair asked for by NACK.
  ...['-max_delay', '500000'],
  ...['-i', paths.sessionDescription],
];

// lab:begin video
// lab:starter const video = (): string[] => [];
/** Not decoded, not encoded: copied. That costs next to nothing, and no quality. */
const video = (): string[] => ['-map', '0:v:0', '-c:v', 'copy'];
// lab:end

// lab:begin audio
// lab:starter const audio = (_settings: Settings): string[] => [];
/** MPEG-TS players know AAC, and few know Opus. Sound may pause; the stream must not. */
const audio = ({ audio: { aacBitrateBitsPerSecond } }: Settings): string[] => [
  ...['-map', '0:a:0', '-c:a', 'aac', '-b:a', String(aacBitrateBitsPerSecond), '-ac', '2'],
  // Opus may pause (a muted microphone, a lost packet); AAC must not: fill the holes with silence.
  // A clock that drifts is followed by stretching, by 1000 samples per second at most.
  ...['-af', 'aresample=async=1000'],
  // Microseconds. When the sound stops, wait this long for it and then go on with the picture.
  ...['-max_interleave_delta', '1000000'],
];
// lab:end

// lab:begin segments
// lab:starter const segments = (_settings: Settings, _paths: FfmpegPaths): string[] => [];
/** FFmpeg cuts at the first keyframe after each `hls_time`. */
const segments = ({ profile }: Settings, { outputDirectory }: FfmpegPaths): string[] => [
  ...['-f', 'hls', '-hls_segment_type', 'mpegts'],
  // A little under the keyframe interval: a keyframe that comes 2 ms early would otherwise
  // be passed over, and the segment would grow to twice its length.
  ...['-hls_time', String(profile.segmentSeconds - 0.1)],
  ...['-hls_segment_filename', `${outputDirectory}/segment-%05d.ts`],
];
// lab:end

// lab:begin playlist
// lab:starter const playlist = (_settings: Settings, _paths: FfmpegPaths): string[] => [];
/** The playlist is written anew with every segment. Its path is FFmpeg's last argument: the output. */
const playlist = ({ profile }: Settings, { outputDirectory }: FfmpegPaths): string[] => [
  ...['-hls_list_size', String(profile.playlistSegments)],
  // A segment that left the playlist stays for its own length and the playlist's: a viewer may be
  // that far behind (RFC 8216, section 6.2.2). FFmpeg sees to it, but keeps no more than so many,
  // and only one unless told otherwise. Half as many again leave room for short segments.
  ...['-hls_delete_threshold', String(Math.ceil(profile.playlistSegments * 1.5))],
  // temp_file: write aside, then rename, so that nobody reads half a file.
  // omit_endlist: the end of this session is not the end of the stream.
  ...['-hls_flags', 'delete_segments+temp_file+omit_endlist'],
  `${outputDirectory}/index.m3u8`,
];
// lab:end
