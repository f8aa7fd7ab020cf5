import { expect, it } from 'vitest';
import { segmentProfiles } from '../../../../labs/settings.ts';
import { SegmentClock } from '../../../../scripts/stack/relay/segment-clock.ts';

const at = (seconds: number): number => Math.round(seconds * 90_000) >>> 0;

it('has room as long as the segment, rounded, is no longer than the target duration', () => {
  const clock = new SegmentClock(segmentProfiles.balanced);
  clock.begin(at(10));
  expect(clock.outgrows(at(12.4))).toBe(false);
  expect(clock.outgrows(at(12.5))).toBe(true);
});

it('counts anew from the keyframe at which FFmpeg cuts, and from no earlier one', () => {
  const clock = new SegmentClock(segmentProfiles.balanced);
  clock.begin(at(10));
  clock.keyframe(at(11));
  expect(clock.outgrows(at(12.5))).toBe(true);
  clock.keyframe(at(12));
  expect(clock.outgrows(at(12.5))).toBe(false);
  expect(clock.outgrows(at(14.5))).toBe(true);
});

it('knows that FFmpeg counts from the first picture: what was too long makes the next cut come sooner', () => {
  const clock = new SegmentClock(segmentProfiles.balanced);
  clock.begin(at(0));
  clock.keyframe(at(2.4));
  // 1.9 s after the cut at 2.4 s would be 4.3 s; FFmpeg cuts from 3.8 s on.
  clock.keyframe(at(3.9));
  expect(clock.outgrows(at(6.2))).toBe(false);
  expect(clock.outgrows(at(6.4))).toBe(true);
});

it('follows timestamps that wrap around', () => {
  const clock = new SegmentClock(segmentProfiles.low);
  clock.begin(2 ** 32 - 45_000);
  expect(clock.outgrows(45_000)).toBe(false);
  expect(clock.outgrows(90_000)).toBe(true);
});
