import { describe, expect, it } from 'vitest';
import { ClockMapping } from '../../../scripts/media/clock-mapping.ts';

const clockRateHz = 90_000;
const start = 1_700_000_000_000;
const frameMilliseconds = 100 / 3;

/** Sends 30 frames a second whose way takes `transit(n)` ms, by a clock that is `skew` off. */
function feed(
  mapping: ClockMapping,
  frames: number,
  transit: (frame: number) => number,
  { skew = 0, firstTimestamp = 0 } = {},
): void {
  for (let frame = 0; frame < frames; frame += 1) {
    const at = frame * frameMilliseconds;
    const ticks = Math.round((at * (1 + skew) * clockRateHz) / 1_000);
    mapping.add((firstTimestamp + ticks) >>> 0, start + at + transit(frame));
  }
}

/** Which media time (ms since the first frame) the mapping gives for a wall-clock time. */
const mediaMilliseconds = (
  mapping: ClockMapping,
  wallClock: number,
  firstTimestamp = 0,
  otherLonger = 0,
) =>
  (((mapping.rtpTimestampAt(wallClock, otherLonger) ?? Number.NaN) - firstTimestamp) | 0) /
  (clockRateHz / 1_000);

/** Sends a second of frames on a way that takes so many ms; returns what the mapping then takes the way for. */
function secondBySecond(): (transit: number, otherLonger?: number) => number {
  const mapping = new ClockMapping(clockRateHz);
  let second = 0;
  return (transit, otherLonger = 0) => {
    for (let frame = 0; frame < 30; frame += 1) {
      const at = second * 1_000 + frame * frameMilliseconds;
      mapping.add(Math.round((at * clockRateHz) / 1_000), start + at + transit);
    }
    second += 1;
    const now = start + second * 1_000;
    return second * 1_000 - mediaMilliseconds(mapping, now, 0, otherLonger);
  };
}

describe('ClockMapping', () => {
  it('knows nothing before the first packet', () =>
    expect(new ClockMapping(clockRateHz).rtpTimestampAt(start)).toBeNull());

  it('believes the packet with the shortest way', () => {
    const mapping = new ClockMapping(clockRateHz);
    feed(mapping, 30, (frame) => (frame === 17 ? 5 : 25 + (frame % 4) * 10));
    expect(mediaMilliseconds(mapping, start + 500)).toBeCloseTo(495, 1);
  });

  it('counts on when the 32-bit timestamp wraps around', () => {
    const mapping = new ClockMapping(clockRateHz);
    const firstTimestamp = 2 ** 32 - 45_000;
    feed(mapping, 60, () => 10, { firstTimestamp });
    expect(mediaMilliseconds(mapping, start + 1_510, firstTimestamp)).toBeCloseTo(1_500, 1);
  });

  // A fast clock shows at once. A slow one shows when the window has passed, above what is tolerated.
  it.each([
    { clock: 'fast', skew: 0.001, mostMilliseconds: 8 },
    { clock: 'slow', skew: -0.001, mostMilliseconds: 38 },
  ])(
    'follows a clock that is 1000 ppm too $clock, and never jumps',
    ({ skew, mostMilliseconds }) => {
      const mapping = new ClockMapping(clockRateHz);
      let worst = 0;
      for (let second = 0; second < 120; second += 1) {
        for (let frame = 0; frame < 30; frame += 1) {
          const at = second * 1_000 + frame * frameMilliseconds;
          mapping.add(Math.round((at * (1 + skew) * clockRateHz) / 1_000), start + at + 10);
        }
        const at = second * 1_000 + 1_000;
        const expected = (at - 10) * (1 + skew);
        worst = Math.max(worst, Math.abs(mediaMilliseconds(mapping, start + at) - expected));
      }
      expect(worst).toBeLessThan(mostMilliseconds);
    },
  );

  it('learns of a longer way slowly, and of a shorter one sooner', () => {
    const next = secondBySecond();
    for (let count = 0; count < 5; count += 1) next(10);
    // The window first, and 10 s at 1.2 ms/s.
    for (let count = 0; count < 10; count += 1) expect(next(110)).toBeLessThan(12);
    for (let count = 0; count < 10; count += 1) next(110);
    expect(next(110)).toBeLessThan(25);
    const before = next(110);
    expect(before - next(10)).toBeCloseTo(4, 1);
  });

  it('takes a way that is 12 ms longer from now on for the line’s doing', () => {
    const next = secondBySecond();
    for (let count = 0; count < 5; count += 1) expect(next(10)).toBeCloseTo(10, 0);
    for (let count = 0; count < 60; count += 1) expect(next(22)).toBeCloseTo(10, 0);
  });

  it('stays where it is when the way got longer for the other stream as well', () => {
    const next = secondBySecond();
    for (let count = 0; count < 5; count += 1) next(10);
    for (let count = 0; count < 40; count += 1) expect(next(110, 95)).toBeCloseTo(10, 0);
  });

  it('says how much longer its way has become', () => {
    const mapping = new ClockMapping(clockRateHz);
    expect(mapping.longerMilliseconds).toBe(0);
    feed(mapping, 30, () => 10);
    mapping.rtpTimestampAt(start + 1_000);
    expect(mapping.longerMilliseconds).toBe(0);
    feed(mapping, 660, (frame) => (frame < 330 ? 10 : 60));
    expect(mapping.longerMilliseconds).toBeCloseTo(50, 0);
  });

  it('does not follow a burst of late packets', () => {
    const mapping = new ClockMapping(clockRateHz);
    feed(mapping, 90, (frame) => (frame > 60 ? 80 : 10));
    mapping.rtpTimestampAt(start + 2_000);
    expect(mediaMilliseconds(mapping, start + 3_000)).toBeCloseTo(2_990, 0);
  });
});
