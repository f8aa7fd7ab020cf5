import { expect, it } from 'vitest';
import type { OutgoingPacket } from '../../../../scripts/stack/relay/rtp-outlet.ts';
import { SoundFiller } from '../../../../scripts/stack/relay/sound-filler.ts';

/** Opus in packets of 20 ms. */
const ticksPerPacket = 960;

const sound = (count: number): OutgoingPacket => ({
  timestamp: (count * ticksPerPacket) >>> 0,
  ssrc: 1,
  marker: false,
  payload: Buffer.from([count & 0xff]),
});

const played = (packets: readonly OutgoingPacket[]) =>
  packets.map(({ timestamp, payload }) => [timestamp / ticksPerPacket, payload[0]]);

it('repeats the last packet for each that is missing, at its time', () => {
  const filler = new SoundFiller();
  expect(played(filler.fill(sound(1), 0))).toEqual([[1, 1]]);
  expect(played(filler.fill(sound(4), 2))).toEqual([
    [2, 1],
    [3, 1],
    [4, 4],
  ]);
});

it('leaves a long hole to FFmpeg, and a pause that the sender made', () => {
  const filler = new SoundFiller();
  filler.fill(sound(1), 0);
  expect(played(filler.fill(sound(8), 6))).toEqual([[8, 8]]);
  expect(played(filler.fill(sound(20), 0))).toEqual([[20, 20]]);
});

it('goes on where the timestamps wrap around', () => {
  const filler = new SoundFiller();
  const before = { ...sound(0), timestamp: 2 ** 32 - ticksPerPacket };
  filler.fill(before, 0);
  const after = filler.fill(sound(1), 1);
  expect(after.map(({ timestamp }) => timestamp)).toEqual([0, ticksPerPacket]);
});
