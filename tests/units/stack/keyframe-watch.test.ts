import { describe, expect, it } from 'vitest';
import { segmentProfiles } from '../../../labs/settings.ts';
import { KeyframeWatch } from '../../../scripts/stack/keyframe-watch.ts';

const start = 1_700_000_000_000;

function watchWith(lastKeyframeAt: number | null) {
  const tap = {
    lastKeyframeAt,
    requests: 0,
    requestKeyframe() {
      tap.requests += 1;
    },
  };
  return { tap, watch: new KeyframeWatch(segmentProfiles.classic, tap, start) };
}

describe('KeyframeWatch', () => {
  it('asks until the first keyframe comes, but not at every look', () => {
    const { tap, watch } = watchWith(null);
    for (let ms = 0; ms < 1_000; ms += 50) watch.look(0, start + ms);
    expect(tap.requests).toBe(4);
  });

  it('lets a segment alone that is not due', () => {
    const { tap, watch } = watchWith(start + 100);
    watch.look(0, start + 4_000);
    expect(tap.requests).toBe(0);
  });

  it('asks when the segment is due and no keyframe came', () => {
    const { tap, watch } = watchWith(start + 100);
    watch.look(0, start + 4_400);
    expect(tap.requests).toBe(1);
  });

  it('waits for a keyframe that came and is not in the playlist yet', () => {
    const { tap, watch } = watchWith(start + 100);
    watch.look(0, start + 1_000);
    tap.lastKeyframeAt = start + 4_100;
    watch.look(0, start + 4_400);
    expect(tap.requests).toBe(0);
  });

  it('counts from the end of what is listed', () => {
    const { tap, watch } = watchWith(start + 100);
    watch.look(0, start + 200);
    watch.look(4, start + 8_000);
    expect(tap.requests).toBe(0);
    watch.look(4, start + 8_400);
    expect(tap.requests).toBe(1);
  });
});
