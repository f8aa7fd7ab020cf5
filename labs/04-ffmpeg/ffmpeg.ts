import type { Settings } from '../settings.ts';
import type { FfmpegArguments, FfmpegPaths } from '../stages.ts';

/**
 * Stage 04: FFmpeg’s arguments. It reads RTP from the ports that the SDP
 * names, and writes MPEG-TS segments and a playlist. The order matters:
 * options of the input stand before `-i`, options of the output before the
 * output’s path, which comes last. The input is there already; what is
 * missing is the output.
 */
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

// TODO 1. Take the first video stream of the input, and copy it: the
// browser has encoded it already.
// https://ffmpeg.org/ffmpeg.html#Advanced-options
// https://ffmpeg.org/ffmpeg.html#Stream-copy
const video = (): string[] => [];

// TODO 2. Take the first audio stream and encode it as AAC, stereo, at the
// bitrate of the settings. Where sound is missing, fill in silence; and
// never hold the picture back for it longer than a second.
// https://ffmpeg.org/ffmpeg-codecs.html#aac
// https://ffmpeg.org/ffmpeg-resampler.html#Resampler-Options
// https://ffmpeg.org/ffmpeg-formats.html#Format-Options
const audio = (_settings: Settings): string[] => [];

// TODO 3. Choose the hls muxer with MPEG-TS segments in
// paths.outputDirectory, as long as the profile says. FFmpeg cuts at the
// first keyframe after that time, and a keyframe may come a moment early.
// https://ffmpeg.org/ffmpeg-formats.html#hls-2
// https://www.rfc-editor.org/rfc/rfc8216#section-3
const segments = (_settings: Settings, _paths: FfmpegPaths): string[] => [];

// TODO 4. List as many segments as the profile says, delete old ones but
// not before RFC 8216 allows it, write files aside before they appear,
// never write the end of the stream; and name the output, index.m3u8.
// https://ffmpeg.org/ffmpeg-formats.html#hls-2
// https://www.rfc-editor.org/rfc/rfc8216#section-6.2.2
const playlist = (_settings: Settings, _paths: FfmpegPaths): string[] => [];
