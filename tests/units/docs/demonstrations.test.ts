/** What the demonstrations on the slides conclude from what they see. */
import { parse, type types } from 'hls-parser';
import { describe, expect, test } from 'vitest';
import { ClockSearch } from '../../../docs/.vitepress/theme/present/demonstrations/clock-search.ts';
import {
  linePoints,
  withSample,
} from '../../../docs/.vitepress/theme/present/demonstrations/figure-history.ts';
import { playlistWindow } from '../../../docs/.vitepress/theme/present/demonstrations/playlist-window.ts';
import {
  type SegmentAnswer,
  servedBy,
} from '../../../docs/.vitepress/theme/present/demonstrations/segment-request.ts';

describe('who served a segment', () => {
  const askedAt = Date.parse('2026-11-25T22:59:47.400Z');
  const now: SegmentAnswer = {
    status: 200,
    milliseconds: 18,
    bytes: 269_000,
    contentType: 'video/mp2t',
    cacheControl: 'public, max-age=31536000, immutable',
    date: 'Wed, 25 Nov 2026 22:59:47 GMT',
    age: null,
    edge: null,
    askedAt,
  };
  const later = (change: Partial<SegmentAnswer>): SegmentAnswer => ({
    ...now,
    askedAt: askedAt + 2_500,
    ...change,
  });

  test.each([
    ['nginx, by a Date of now', servedBy(now), 'origin'],
    ['the browser’s cache, by the same Date', servedBy(later({}), now), 'browser'],
    [
      'nginx again, by another Date',
      servedBy(later({ date: 'Wed, 25 Nov 2026 22:59:49 GMT' }), now),
      'origin',
    ],
    ['a cache on the way, by an old Date', servedBy(later({})), 'edge'],
    ['a cache on the way, by its Age', servedBy({ ...now, age: '12' }), 'edge'],
    ['a cache on the way, by X-Cache', servedBy({ ...now, edge: 'HIT' }), 'edge'],
    [
      'a cache on the way twice, by an Age that grew',
      servedBy(later({ age: '14' }), { ...now, age: '12' }),
      'edge',
    ],
    ['nobody, by a 404', servedBy({ ...now, status: 404 }), 'nobody'],
    // CORS that exposes no Date, as before lab 05 is done: nothing can be concluded from it.
    [
      'nobody knows who, where no Date can be read',
      servedBy(later({ date: null }), { ...now, date: null }),
      'unknown',
    ],
  ])('%s', (_, server, expected) => {
    expect(server).toBe(expected);
  });
});

describe('the playlist', () => {
  const playlist = (first: number, last: number) =>
    [
      '#EXTM3U',
      '#EXT-X-VERSION:3',
      '#EXT-X-TARGETDURATION:2',
      `#EXT-X-MEDIA-SEQUENCE:${first}`,
      ...Array.from({ length: last - first + 1 }, (_, index) => [
        '#EXTINF:2.000000,',
        `20261125T225858-1-segment-000${first + index}.ts`,
      ]).flat(),
      '',
    ].join('\n');
  const show = (text: string, before: string) =>
    playlistWindow(
      parse(text) as types.MediaPlaylist,
      text,
      before,
      'http://host:8080/live/index.m3u8',
    );

  test('marks what is new in it, with the line above a new segment', () => {
    const { lines } = show(playlist(12, 17), playlist(11, 16));
    expect(lines.filter(({ isNew }) => isNew).map(({ text }) => text)).toEqual([
      '#EXT-X-MEDIA-SEQUENCE:12',
      '#EXTINF:2.000000,',
      '…segment-00017.ts',
    ]);
    expect(lines).toHaveLength(7);
  });

  test('shows the oldest name, which is the next to leave, and the newest', () => {
    const shown = (first: number) =>
      show(playlist(first, first + 5), playlist(first - 1, first + 4)).lines.map(
        ({ text }) => text,
      );
    expect(shown(12)).toEqual([
      '#EXT-X-MEDIA-SEQUENCE:12',
      '…segment-00012.ts',
      '…',
      '#EXTINF:2.000000,',
      '…segment-00016.ts',
      '#EXTINF:2.000000,',
      '…segment-00017.ts',
    ]);
    expect(shown(13)[1]).toBe('…segment-00013.ts');
  });

  test('leaves nothing out between a few', () => {
    const shown = show(playlist(12, 14), '').lines.map(({ text }) => text);
    expect(shown).toEqual([
      '#EXT-X-MEDIA-SEQUENCE:12',
      '…segment-00012.ts',
      '#EXTINF:2.000000,',
      '…segment-00013.ts',
      '#EXTINF:2.000000,',
      '…segment-00014.ts',
    ]);
    const two = show(playlist(12, 13), '').lines.map(({ text }) => text);
    expect(two.filter((line) => line.endsWith('.ts'))).toHaveLength(2);
    expect(two).not.toContain('…');
  });

  test('marks nothing the first time', () => {
    expect(show(playlist(12, 17), '').lines.some(({ isNew }) => isNew)).toBe(false);
  });

  test('shows each line of a short one once', () => {
    const shown = show(playlist(3, 3), '').lines.map(({ text }) => text);
    expect(shown).toEqual([
      '#EXT-X-MEDIA-SEQUENCE:3',
      '#EXTM3U',
      '#EXT-X-VERSION:3',
      '#EXT-X-TARGETDURATION:2',
      '#EXTINF:2.000000,',
      '…segment-0003.ts',
    ]);
  });

  test('gives each segment’s name, length and address', () => {
    const { segments, targetSeconds } = show(playlist(12, 17), '');
    expect(targetSeconds).toBe(2);
    expect(segments).toHaveLength(6);
    expect(segments.at(-1)).toEqual({
      url: 'http://host:8080/live/20261125T225858-1-segment-00017.ts',
      name: '20261125T225858-1-segment-00017.ts',
      seconds: 2,
    });
  });
});

describe('a picture without a clock', () => {
  /** @returns what is said each half second: `.` of a clock, `-` of none, `|` of a still picture. */
  const said = (looks: string) => {
    const search = new ClockSearch();
    return [...looks].map((look, index) =>
      search.isInVain(look === '.', look !== '|', index * 500),
    );
  };

  test('is one that moved for four seconds without one', () => {
    expect(said('--------').includes(true)).toBe(false);
    expect(said('---------').at(-1)).toBe(true);
  });

  test('is none whose clock cannot be read for a moment, or that stands still', () => {
    expect(said('...-----...||||||||||||-----...').includes(true)).toBe(false);
  });

  test('stays one in a break, until there is a clock', () => {
    expect(said('---------||||-').at(-1)).toBe(true);
    expect(said('---------||||.').at(-1)).toBe(false);
  });
});

describe('the last minute of a figure', () => {
  test('forgets what is older', () => {
    const samples = [0, 30_000, 61_000].reduce(
      (kept: ReturnType<typeof withSample>, at) => withSample(kept, { at, value: 1 }),
      [],
    );
    expect(samples.map(({ at }) => at)).toEqual([30_000, 61_000]);
  });

  test('draws now at the right and zero at the bottom', () => {
    const samples = [
      { at: 0, value: 0 },
      { at: 30_000, value: 450 },
      { at: 60_000, value: 900 },
    ];
    expect(linePoints(samples)).toBe('0.00,100.00 50.00,55.00 100.00,10.00');
    expect(linePoints([])).toBe('');
  });
});
