/** The hops that can be stopped on purpose, in a file that a page can load: it brings no other along. */
import type { HopId } from '../stack/status.ts';

/** In the order the media takes them. */
export const breakableHops = [
  'publisher',
  'janus',
  'forward',
  'ffmpeg',
  'nginx',
] as const satisfies readonly HopId[];
export type BreakableHop = (typeof breakableHops)[number];
