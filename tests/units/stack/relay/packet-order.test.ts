import { expect, it } from 'vitest';
import { PacketOrder } from '../../../../scripts/stack/relay/packet-order.ts';
import { packet } from './rtp-packets.ts';

const waitMilliseconds = 500;

/** Takes packets of these numbers, one a millisecond; returns what came out, with what is missing before it. */
function arrive(order: PacketOrder, sequences: readonly number[], from = 0): string[] {
  return sequences.flatMap((sequence, index) =>
    order.add(packet({ sequence }), from + index).map(named),
  );
}

const named = ({
  packet: { header },
  lostBefore,
}: ReturnType<PacketOrder['add']>[number]): string =>
  lostBefore > 0 ? `${header.sequenceNumber} (${lostBefore} lost)` : `${header.sequenceNumber}`;

it('hands on what comes in order at once, also where the numbers wrap around', () => {
  const order = new PacketOrder({ waitMilliseconds });
  expect(arrive(order, [65_534, 65_535, 0, 1])).toEqual(['65534', '65535', '0', '1']);
  expect(order.gapSince).toBeNull();
});

it('waits for what was overtaken or sent again, and counts it', () => {
  const order = new PacketOrder({ waitMilliseconds });
  expect(arrive(order, [1, 2, 5, 4])).toEqual(['1', '2']);
  expect(order.gapSince).toBe(2);
  expect(arrive(order, [3], 400)).toEqual(['3', '4', '5']);
  expect(order).toMatchObject({ repaired: 2, lost: 0, gaps: 0, gapSince: null });
});

it('gives a gap up after the wait, and not before', () => {
  const order = new PacketOrder({ waitMilliseconds });
  arrive(order, [1, 4, 5]);
  expect(order.giveUp(500)).toEqual([]);
  expect(order.giveUp(501).map(named)).toEqual(['4 (2 lost)', '5']);
  expect(order).toMatchObject({ lost: 2, gaps: 1, repaired: 0 });
  // What comes after that comes too late.
  expect(arrive(order, [3, 6], 502)).toEqual(['6']);
});

it('gives up the first of two gaps when its time has come, and still waits for the second', () => {
  const order = new PacketOrder({ waitMilliseconds });
  arrive(order, [1, 3], 0);
  arrive(order, [5], 300);
  expect(order.giveUp(501).map(named)).toEqual(['3 (1 lost)']);
  expect(order.giveUp(799)).toEqual([]);
  expect(order.giveUp(800).map(named)).toEqual(['5 (1 lost)']);
});

it('learns how long a gap usually lasts until it is repaired', () => {
  const order = new PacketOrder({ waitMilliseconds });
  for (let round = 0; round < 80; round += 1) {
    const [sequence, now] = [3 * round, 1_000 * round];
    arrive(order, [sequence, sequence + 2], now);
    arrive(order, [sequence + 1], now + 201);
  }
  expect(order.usualRepairMilliseconds).toBeCloseTo(200, 0);
});

it('drops what comes twice', () => {
  const order = new PacketOrder({ waitMilliseconds });
  expect(arrive(order, [1, 1, 2, 4, 4, 3, 2])).toEqual(['1', '2', '3', '4']);
  expect(order.repaired).toBe(1);
});

it('goes on with a sender that began anew', () => {
  const order = new PacketOrder({ waitMilliseconds });
  expect(arrive(order, [1, 2, 30_000, 30_001])).toEqual(['1', '2', '30000 (1 lost)', '30001']);
});
