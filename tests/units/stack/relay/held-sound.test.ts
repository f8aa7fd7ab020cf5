import { expect, it } from 'vitest';
import { HeldSound } from '../../../../scripts/stack/relay/held-sound.ts';

const sound = (timestamp: number) => ({
  timestamp,
  ssrc: 1,
  marker: false,
  payload: Buffer.alloc(1),
});
const timestamps = (packets: readonly { timestamp: number }[]) =>
  packets.map(({ timestamp }) => timestamp);

it('holds what came with the picture that is not here yet, and keeps the order', () => {
  const held = new HeldSound();
  for (const arrivedAt of [0, 20, 40, 60]) held.add(sound(arrivedAt), arrivedAt);
  expect(timestamps(held.takeBefore(40, 60))).toEqual([0, 20]);
  expect(timestamps(held.takeBefore(Number.POSITIVE_INFINITY, 60))).toEqual([40, 60]);
  expect(held.takeBefore(Number.POSITIVE_INFINITY, 60)).toEqual([]);
});

it('lets go of it when the picture does not come', () => {
  const held = new HeldSound();
  for (const arrivedAt of [0, 100, 200]) held.add(sound(arrivedAt), arrivedAt);
  expect(held.takeBefore(0, 1_500)).toEqual([]);
  expect(timestamps(held.takeBefore(0, 1_650))).toEqual([0, 100]);
});
