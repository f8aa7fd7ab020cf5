/** Each rule of the live playlist, kept and broken. */
import * as HLS from 'hls-parser';
import { expect, test } from 'vitest';
import { brokenRules } from '../../../scripts/checks/playlist-rules.ts';
import type { PlaylistRecord } from '../../../scripts/checks/playlist-watch.ts';

interface Written {
  first: number;
  segments: readonly string[];
  target?: number;
  seconds?: number;
  /** Segments in front of which a discontinuity stands. */
  breaks?: readonly string[];
  breaksBefore?: number;
  end?: boolean;
}

const playlist = (written: Written): string =>
  [
    '#EXTM3U',
    '#EXT-X-VERSION:3',
    `#EXT-X-TARGETDURATION:${written.target ?? 2}`,
    `#EXT-X-MEDIA-SEQUENCE:${written.first}`,
    `#EXT-X-DISCONTINUITY-SEQUENCE:${written.breaksBefore ?? 0}`,
    ...written.segments.flatMap((uri) => [
      ...(written.breaks?.includes(uri) ? ['#EXT-X-DISCONTINUITY'] : []),
      `#EXTINF:${written.seconds ?? 2},`,
      `${uri}.ts`,
    ]),
    ...(written.end ? ['#EXT-X-ENDLIST'] : []),
    '',
  ].join('\n');

const record = (...versions: Written[]): PlaylistRecord => ({
  versions: versions.map((written, at) => ({
    at,
    playlist: HLS.parse(playlist(written)) as HLS.types.MediaPlaylist,
  })),
  segments: new Map(),
  polls: versions.length,
});

const before: Written = { first: 4, segments: ['a', 'b', 'c'], breaks: ['b'] };

test('a playlist that slides as it should breaks none', () => {
  const after: Written = { first: 5, segments: ['b', 'c', 'd'], breaks: ['b'] };
  const later: Written = { first: 6, segments: ['c', 'd', 'e'], breaksBefore: 1 };
  expect(brokenRules(record(before, after, later))).toEqual([]);
});

test.each([
  ['the target duration changes', { ...before, target: 4 }, '6.2.1'],
  ['a segment is longer', { ...before, seconds: 2.6 }, '4.3.3.1'],
  ['a segment goes uncounted', { ...before, segments: ['b', 'c'] }, 'media sequence'],
  ['the sequence jumps', { ...before, first: 9 }, 'media sequence'],
  [
    'a discontinuity goes uncounted',
    { first: 6, segments: ['c', 'd'] },
    'discontinuity sequence grew by 0, with 1 removed',
  ],
  ['it has an end', { ...before, end: true }, '4.3.3.4'],
] satisfies [string, Written, string][])('%s', (_what, after, rule) => {
  expect(brokenRules(record(before, after)).join('\n')).toContain(rule);
});
