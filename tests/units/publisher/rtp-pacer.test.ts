import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { RtpHeader, RtpPacket } from 'werift';
import { RtpPacer } from '../../../scripts/publisher/rtp-pacer.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

const packet = (timestamp: number) =>
  new RtpPacket(new RtpHeader({ timestamp: timestamp >>> 0 }), Buffer.alloc(0));

/** 90 ticks are one millisecond. */
function pacer(startMilliseconds = performance.now()) {
  const sent: { timestamp: number; atMilliseconds: number }[] = [];
  const paced = new RtpPacer(90_000, startMilliseconds, ({ header }) => {
    sent.push({
      timestamp: header.timestamp,
      atMilliseconds: Math.round(performance.now() - startMilliseconds),
    });
  });
  return { paced, sent };
}

test('packets leave at their media time plus one delay, however unevenly they come', () => {
  const { paced, sent } = pacer();
  paced.push(packet(9_000));
  paced.push(packet(9_000));
  vi.advanceTimersByTime(50);
  paced.push(packet(12_000));
  vi.advanceTimersByTime(60);
  const [first, second, third] = sent.map(({ atMilliseconds }) => atMilliseconds);
  expect(second).toBe(first);
  expect(third).toBe((first ?? 0) + Math.ceil(3_000 / 90));
});

test('a late packet leaves at once, and the next is on time again', () => {
  const { paced, sent } = pacer();
  paced.push(packet(0));
  vi.advanceTimersByTime(500);
  paced.push(packet(90 * 33));
  paced.push(packet(90 * 600));
  expect(sent.at(-1)).toEqual({ timestamp: 90 * 33, atMilliseconds: 500 });
  vi.advanceTimersByTime(500);
  expect((sent.at(-1)?.atMilliseconds ?? 0) - (sent[0]?.atMilliseconds ?? 0)).toBe(600);
});

test('timestamps may wrap around', () => {
  const { paced, sent } = pacer();
  paced.push(packet(2 ** 32 - 900));
  paced.push(packet(900));
  vi.advanceTimersByTime(1_000);
  const [before, after] = sent.map(({ atMilliseconds }) => atMilliseconds);
  expect((after ?? 0) - (before ?? 0)).toBe(20);
});

test('nothing leaves after the stop', () => {
  const { paced, sent } = pacer();
  paced.push(packet(0));
  paced.stop();
  vi.advanceTimersByTime(1_000);
  expect(sent).toEqual([]);
});
