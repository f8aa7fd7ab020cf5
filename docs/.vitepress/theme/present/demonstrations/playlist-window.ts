/** A live playlist as a slide shows it: its segments, and the few lines that change. */
import type { MediaPlaylist } from 'hls-parser/types';

export interface ShownSegment {
  /** Absolute. */
  url: string;
  /** `20261125T225858-1-segment-00012.ts` */
  name: string;
  seconds: number;
}

export interface ShownLine {
  text: string;
  /** It was not there before the playlist was written anew. */
  isNew: boolean;
}

export interface PlaylistWindow {
  targetSeconds: number;
  segments: readonly ShownSegment[];
  /** The media sequence, which grows, the oldest name, which leaves, and the end, where new lines come. */
  lines: readonly ShownLine[];
}

/** As many as the slide has room for. */
const shownLineCount = 7;
/** Whole pairs of a length and a name. */
const newestLineCount = 4;
/** What stands for the lines between the oldest name and the newest. */
const leftOut = '…';

/** Without the session, which is the same for all: `…segment-00012.ts`. */
const shortLine = (line: string): string => line.replace(/^.*(?=segment-\d+\.ts$)/, '…');

/**
 * @param text of the playlist, which `playlist` was read from.
 * @param before the text before it was written anew; empty when this is the first.
 */
export function playlistWindow(
  { targetDuration, segments }: MediaPlaylist,
  text: string,
  before: string,
  playlistUrl: string,
): PlaylistWindow {
  const old = new Set(linesOf(before));
  const lines = linesOf(text);
  // There is none in a playlist that still begins with segment 0.
  const isSequence = (line: string) => line.startsWith('#EXT-X-MEDIA-SEQUENCE');
  const sequence = lines.filter(isSequence);
  const isRepeated = (line: string) =>
    line.startsWith('#EXTINF') || line === '#EXT-X-DISCONTINUITY' || line === leftOut;
  const others = lines.filter((line) => !isSequence(line));
  const shown = [...sequence, ...ends(others, shownLineCount - sequence.length)].map((line) => ({
    text: shortLine(line),
    isNew: before !== '' && !isRepeated(line) && !old.has(line),
  }));
  // The line above a new segment's name is new with it, also where it reads as the one before.
  for (const [index, line] of shown.entries()) {
    const next = shown[index + 1];
    if (next?.isNew && line.text.startsWith('#EXTINF')) line.isNew = true;
  }
  return {
    targetSeconds: targetDuration,
    segments: segments.map(({ uri, duration }) => ({
      url: new URL(uri, playlistUrl).href,
      name: uri.split('/').at(-1) ?? uri,
      seconds: duration,
    })),
    lines: shown,
  };
}

/** The oldest name and the newest pairs; all lines where there is room for them. */
function ends(lines: readonly string[], room: number): string[] {
  const oldest = lines.findIndex((line) => !line.startsWith('#'));
  const between = lines.slice(oldest + 1, -newestLineCount);
  if (lines.length <= room || oldest >= lines.length - newestLineCount) return lines.slice(-room);
  return [
    ...lines.slice(oldest, oldest + 1),
    ...(between.length > 0 ? [leftOut] : []),
    ...lines.slice(-newestLineCount),
  ];
}

const linesOf = (text: string): string[] => text.split(/\r?\n/).filter((line) => line !== '');
