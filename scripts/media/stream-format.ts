/** What a stream is made of, in the field's words: as an SDP says it, and as a segment shows it. */
import type { StreamFormat } from '../site/api-types.ts';

export type StreamKind = 'audio' | 'video';

/** As a codec is called in an SDP (RFC 4855) or by FFmpeg, and as people call it. */
const codecNames: Readonly<Record<string, string>> = {
  opus: 'Opus',
  aac: 'AAC',
  mp3: 'MP3',
  h264: 'H.264',
  hevc: 'H.265',
  h265: 'H.265',
};

/**
 * The format that was agreed on: the first of the media section of this kind.
 * @param isStereo what the sound itself shows; an SDP says `opus/48000/2` of mono, too (RFC 7587, section 7).
 * @returns null when the SDP has no such section.
 */
export function agreedFormat(
  sdp: string,
  kind: StreamKind,
  isStereo: boolean | null,
): StreamFormat | null {
  const section = sdp.split(/^(?=m=)/m).find((part) => part.startsWith(`m=${kind} `));
  // RFC 8866, section 5.14: m=<media> <port> <proto> <payload type> …
  const payloadType = section && /^m=\w+ \d+ \S+ (\d+)/.exec(section)?.[1];
  if (!payloadType) return null;
  const attribute = (name: string, value: string) =>
    new RegExp(`^a=${name}:${payloadType} ${value}`, 'm').exec(section)?.[1];
  const codec = codecName(attribute('rtpmap', '([^/\\s]+)') ?? '');
  if (kind === 'audio') {
    const rateHz = Number(attribute('rtpmap', '[^/\\s]+/(\\d+)'));
    const channels = isStereo === null ? '' : isStereo ? 'stereo' : 'mono';
    return { codec, detail: joined([kilohertz(rateHz), channels]) };
  }
  // RFC 6184, section 8.1: three bytes in hexadecimal, those that a parameter set begins with.
  const profileLevelId = attribute('fmtp', '.*profile-level-id=([0-9a-fA-F]{6})');
  return { codec, detail: profileLevelId ? h264Profile(Buffer.from(profileLevelId, 'hex')) : '' };
}

/**
 * The formats in a segment.
 * @param report what `ffmpeg -i` says of it.
 * @param sequenceParameterSet of the H.264 in it: the report names the profile, but not the level.
 */
export function segmentFormats(
  report: string,
  sequenceParameterSet: Buffer | undefined,
): Record<StreamKind, StreamFormat | null> {
  const audio = /: Audio: (\w+).*?, (\d+) Hz, ([^,\s]+)/.exec(report);
  const video = /: Video: (\w+).*?, (\d+)x(\d+)[, ]/.exec(report);
  const profile = sequenceParameterSet ? h264Profile(sequenceParameterSet.subarray(1)) : '';
  return {
    audio: audio && {
      codec: codecName(audio[1] ?? ''),
      detail: joined([kilohertz(Number(audio[2])), audio[3] ?? '']),
    },
    video: video && {
      codec: codecName(video[1] ?? ''),
      detail: joined([profile, `${video[2]} × ${video[3]}`]),
    },
  };
}

/** The profiles of H.264, annex A, by profile_idc. */
const profileNames: Readonly<Record<number, string>> = {
  66: 'Baseline',
  77: 'Main',
  88: 'Extended',
  100: 'High',
};
const constraintSet1 = 0x40;
const constraintSets4And5 = 0x0c;

/** @param bytes profile_idc, the constraint flags, and level_idc (H.264, section 7.3.2.1.1). */
export function h264Profile([profileIdc = 0, constraints = 0, levelIdc = 0]: Uint8Array): string {
  const name = profileNames[profileIdc] ?? `Profile ${profileIdc}`;
  const isConstrained =
    (profileIdc === 66 && (constraints & constraintSet1) !== 0) ||
    (profileIdc === 100 && (constraints & constraintSets4And5) === constraintSets4And5);
  return `${isConstrained ? 'Constrained ' : ''}${name} ${(levelIdc / 10).toFixed(1)}`;
}

const codecName = (name: string): string => codecNames[name.toLowerCase()] ?? name.toUpperCase();

const kilohertz = (hertz: number): string => (hertz > 0 ? `${hertz / 1_000} kHz` : '');

const joined = (parts: readonly string[]): string => parts.filter(Boolean).join(' · ');
