/** What FFmpeg is told in each recipe: stage 04's own arguments, and all that changes is the picture. */
import { dirname } from 'node:path';
import type { Settings } from '../../../labs/settings.ts';
import type { FfmpegPaths } from '../../../labs/stages.ts';
import { ffmpegArguments } from '../../../solutions/04-ffmpeg/ffmpeg.ts';
import type { Recipe } from '../results.ts';

export interface RecipeRun {
  args: readonly string[];
  /** The playlists that FFmpeg writes, each with segments of its own beside it. */
  playlists: readonly string[];
}

/** The picture as it comes, and two smaller ones for a slower line. Lines, and bits per second. */
export const rungs = [
  { height: 540, bitrate: 1_000_000 },
  { height: 360, bitrate: 600_000 },
  { height: 240, bitrate: 300_000 },
] as const;

export function recipeRun(recipe: Recipe, settings: Settings, paths: FfmpegPaths): RecipeRun {
  const args = ffmpegArguments(settings, paths);
  const playlist = args.at(-1) ?? '';
  if (recipe === 'copy') return { args, playlists: [playlist] };
  if (recipe === 'encode') {
    const [{ bitrate }] = rungs;
    const video = ['-map', '0:v:0', ...encoder(settings), '-b:v', String(bitrate)];
    return { args: withVideo(args, video), playlists: [playlist] };
  }
  return ladderRun(withVideo(args, ladderVideo(settings)), playlist);
}

/** @see https://trac.ffmpeg.org/wiki/EncodingForStreamingSites */
const encoder = ({ profile }: Settings): string[] => [
  ...['-c:v', 'libx264', '-preset', 'veryfast', '-tune', 'zerolatency', '-pix_fmt', 'yuv420p'],
  // Segments begin at keyframes: of those that came in, none is left.
  ...['-force_key_frames', `expr:gte(t,n_forced*${profile.segmentSeconds})`],
];

function ladderVideo(settings: Settings): string[] {
  const names = rungs.map((_, index) => `[rung${index}]`);
  const scaled = rungs.map(({ height }, index) => `[in${index}]scale=-2:${height}${names[index]}`);
  const inputs = rungs.map((_, index) => `[in${index}]`).join('');
  return [
    ...['-filter_complex', `[0:v:0]split=${rungs.length}${inputs};${scaled.join(';')}`],
    ...names.flatMap((name) => ['-map', name]),
    ...encoder(settings),
    ...rungs.flatMap(({ bitrate }, index) => [`-b:v:${index}`, String(bitrate)]),
  ];
}

/** Every rung has a folder of its own; the sound, which all of them share, has one too. */
function ladderRun(args: readonly string[], playlist: string): RecipeRun {
  const folder = dirname(playlist);
  const variants = [...rungs.map((_, index) => `v:${index},agroup:sound`), 'a:0,agroup:sound'];
  const moved = args.map((argument) => argument.replace(`${folder}/`, `${folder}/%v/`));
  return {
    args: [
      ...withoutInput(args, moved).slice(0, -1),
      ...['-var_stream_map', variants.join(' '), '-master_pl_name', 'master.m3u8'],
      playlist.replace(`${folder}/`, `${folder}/%v/`),
    ],
    playlists: variants.map((_, index) => playlist.replace(`${folder}/`, `${folder}/${index}/`)),
  };
}

/** The session's description lies in the same folder, and stays there. */
function withoutInput(args: readonly string[], moved: readonly string[]): string[] {
  const afterInput = args.indexOf('-i') + 2;
  return [...args.slice(0, afterInput), ...moved.slice(afterInput)];
}

/** @throws {Error} when stage 04 no longer copies the picture. */
function withVideo(args: readonly string[], video: readonly string[]): string[] {
  const copying = ['-map', '0:v:0', '-c:v', 'copy'];
  const at = args.findIndex((_, index) =>
    copying.every((word, next) => args[index + next] === word),
  );
  if (at < 0) throw new Error('Stage 04 does not copy the picture any more');
  return [...args.slice(0, at), ...video, ...args.slice(at + copying.length)];
}
