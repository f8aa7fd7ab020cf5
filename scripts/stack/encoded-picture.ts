/** Stage 04's own arguments, with the picture encoded anew instead of copied. */
import type { Settings } from '../../labs/settings.ts';

/** More pictures per second than that hardly any camera sends. */
const framesPerSecond = 30;

/**
 * What takes the place of `-c:v copy`: constant quality, never above the room's bitrate. Where pictures
 * are missing the last one is repeated (`cfr`), so that players find no hole.
 * @see https://trac.ffmpeg.org/wiki/EncodingForStreamingSites
 */
const encoder = ({ profile, room }: Settings): string[] => [
  ...['-c:v', 'libx264', '-preset', 'veryfast', '-tune', 'zerolatency', '-pix_fmt', 'yuv420p'],
  ...['-crf', '23', '-maxrate', String(room.maximumBitrateBitsPerSecond)],
  ...['-bufsize', String(room.maximumBitrateBitsPerSecond)],
  ...['-fps_mode', 'cfr', '-r', String(framesPerSecond)],
  // Segments begin at keyframes: of those that came in, none is left.
  ...['-force_key_frames', `expr:gte(t,n_forced*${profile.segmentSeconds})`],
];

/** @returns null when these arguments copy no picture: whoever wrote them has decided otherwise. */
export function encodedPicture(args: readonly string[], settings: Settings): string[] | null {
  const at = args.findIndex(
    (word, index) => copyOptions.includes(word) && args[index + 1] === 'copy',
  );
  if (at < 0) return null;
  return [...args.slice(0, at), ...encoder(settings), ...args.slice(at + 2)];
}

/** FFmpeg documentation, "Stream specifiers" and option -codec. */
const copyOptions = ['-c:v', '-codec:v', '-vcodec', '-c:v:0', '-codec:v:0'];
