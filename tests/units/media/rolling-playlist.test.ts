import { describe, expect, it } from 'vitest';
import { positionAfter, RollingPlaylist } from '../../../scripts/media/rolling-playlist.ts';

const playlistOf = (
  position = { mediaSequence: 0, discontinuitySequence: 0 },
  { minimumSeconds = 0 } = {},
) =>
  new RollingPlaylist({
    ...{ targetDurationSeconds: 2, minimumSegments: 3, minimumSeconds, position },
  });

const segment = (uri: string, { durationSeconds = 2, discontinuity = false } = {}) => ({
  uri,
  durationSeconds,
  discontinuity,
});

describe('RollingPlaylist', () => {
  it('lists segments in order and has no end', () => {
    const playlist = playlistOf();
    playlist.append(segment('a.ts'));
    playlist.append(segment('b.ts'));
    const text = playlist.render();
    expect(text).toMatch(/^#EXTM3U\n/);
    expect(text).toContain('#EXT-X-TARGETDURATION:2');
    expect(text.indexOf('a.ts')).toBeLessThan(text.indexOf('b.ts'));
    expect(text).not.toContain('ENDLIST');
  });

  it('lets the oldest slide out and counts it', () => {
    const playlist = playlistOf();
    const removed = ['a', 'b', 'c', 'd', 'e'].flatMap((uri) => playlist.append(segment(uri)));
    expect(removed.map(({ uri }) => uri)).toEqual(['a', 'b']);
    expect(playlist.position.mediaSequence).toBe(2);
  });

  it('keeps more segments when they are short: three target durations stay listed', () => {
    const playlist = playlistOf();
    for (const uri of ['a', 'b', 'c', 'd', 'e', 'f', 'g']) {
      playlist.append(segment(uri, { durationSeconds: 1 }));
    }
    expect(playlist.segments).toHaveLength(6);
    expect(playlist.durationSeconds).toBe(6);
  });

  it('keeps as many seconds as it is told, however short the segments are', () => {
    const playlist = playlistOf(undefined, { minimumSeconds: 10 });
    for (const [index, durationSeconds] of [2, 2, 0.5, 2, 0.5, 2, 2, 2, 0.5].entries()) {
      playlist.append(segment(String(index), { durationSeconds }));
    }
    expect(playlist.segments.map(({ uri }) => uri)).toEqual([
      '1',
      '2',
      '3',
      '4',
      '5',
      '6',
      '7',
      '8',
    ]);
    playlist.append(segment('9', { durationSeconds: 1.5 }));
    expect(playlist.segments[0]?.uri).toBe('3');
  });

  it('counts a discontinuity when it slides out, and not before', () => {
    const playlist = playlistOf();
    playlist.append(segment('a'));
    playlist.append(segment('b', { discontinuity: true }));
    for (const uri of ['c', 'd']) playlist.append(segment(uri));
    expect(playlist.render()).toContain('#EXT-X-DISCONTINUITY\n');
    expect(playlist.position).toEqual({ mediaSequence: 1, discontinuitySequence: 0 });
    playlist.append(segment('e'));
    expect(playlist.position).toEqual({ mediaSequence: 2, discontinuitySequence: 1 });
    expect(playlist.render()).toContain('#EXT-X-DISCONTINUITY-SEQUENCE:1');
  });

  it('refuses what rounds to more than the target duration', () => {
    const playlist = playlistOf();
    expect(playlist.accepts(2.49)).toBe(true);
    expect(playlist.accepts(2.5)).toBe(false);
    expect(() => playlist.append(segment('long', { durationSeconds: 2.5 }))).toThrow(RangeError);
  });
});

describe('positionAfter', () => {
  it('goes on after everything the earlier playlist listed', () => {
    const playlist = playlistOf({ mediaSequence: 40, discontinuitySequence: 3 });
    playlist.append(segment('a', { discontinuity: true }));
    playlist.append(segment('b'));
    expect(positionAfter(playlist.render())).toEqual({
      mediaSequence: 42,
      discontinuitySequence: 4,
    });
  });
});
