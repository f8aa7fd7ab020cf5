import { expect, test } from 'vitest';
import { SkewedClock } from '../../../scripts/publisher/skewed-clock.ts';

const ticksPerMinute = 60 * 90_000;

test('a clock that is right changes nothing', () => {
  const clock = new SkewedClock(0);
  for (const timestamp of [5, 3_005, 6_005, 2 ** 32 - 1, 2_999]) {
    expect(clock.tell(timestamp)).toBe(timestamp);
  }
});

test('1000 ppm too fast are 60 ms a minute, also where timestamps wrap', () => {
  const clock = new SkewedClock(1_000);
  const first = 2 ** 32 - ticksPerMinute / 2;
  let told = clock.tell(first);
  expect(told).toBe(first);
  for (let tick = 3_000; tick <= ticksPerMinute; tick += 3_000) {
    told = clock.tell((first + tick) % 2 ** 32);
  }
  const ahead = told - ((first + ticksPerMinute) % 2 ** 32);
  expect(ahead / 90).toBeCloseTo(60, 1);
});
