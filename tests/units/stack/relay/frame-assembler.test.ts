import { expect, it } from 'vitest';
import { FrameAssembler } from '../../../../scripts/stack/relay/frame-assembler.ts';
import type { OrderedPacket } from '../../../../scripts/stack/relay/packet-order.ts';
import { packet, payloads, ticksPerFrame } from './rtp-packets.ts';

interface Part {
  frame: number;
  payload: Buffer;
  marker?: boolean;
  lostBefore?: number;
}

/** The pictures that come of these packets, as the gate is told of them. */
function assemble(parts: readonly Part[]) {
  const ordered = parts.map(
    ({ frame, payload, marker = false, lostBefore = 0 }, sequence): OrderedPacket => ({
      packet: packet({ sequence, timestamp: frame * ticksPerFrame, marker, payload }),
      arrivedAt: sequence,
      lostBefore,
    }),
  );
  return new FrameAssembler()
    .add(ordered)
    .map(({ seen: { timestamp, ...seen } }) => ({ frame: timestamp / ticksPerFrame, ...seen }));
}

const [first, middle, last] = payloads.idrFragments;

it('ends a picture with its marker, and names the NAL units in it', () => {
  const parts = [
    { frame: 0, payload: payloads.parameterSets },
    { frame: 0, payload: first },
    { frame: 0, payload: middle },
    { frame: 0, payload: last, marker: true },
    { frame: 1, payload: payloads.slice, marker: true },
  ];
  expect(assemble(parts)).toEqual([
    { frame: 0, lostPackets: 0, isComplete: true, nalTypes: [7, 8, 5] },
    { frame: 1, lostPackets: 0, isComplete: true, nalTypes: [1] },
  ]);
});

it('tells of a loss inside a picture', () => {
  const parts = [
    { frame: 0, payload: first },
    { frame: 0, payload: last, marker: true, lostBefore: 1 },
  ];
  expect(assemble(parts)).toMatchObject([{ frame: 0, lostPackets: 1, isComplete: true }]);
});

it('lays a single loss to the picture whose marker did not come, and not to the one after it', () => {
  const parts = [
    { frame: 0, payload: payloads.slice },
    { frame: 1, payload: payloads.slice, marker: true, lostBefore: 1 },
  ];
  expect(assemble(parts)).toMatchObject([
    { frame: 0, isComplete: false },
    { frame: 1, lostPackets: 0, isComplete: true },
  ]);
});

it('holds a longer loss against the next picture, unless that shows its beginning', () => {
  const unknown = [
    { frame: 0, payload: payloads.slice, marker: true },
    { frame: 3, payload: payloads.slice, marker: true, lostBefore: 4 },
  ];
  expect(assemble(unknown)).toMatchObject([{ lostPackets: 0 }, { frame: 3, lostPackets: 4 }]);
  const keyframe = [
    { frame: 0, payload: payloads.slice },
    { frame: 3, payload: payloads.parameterSets, lostBefore: 4 },
    { frame: 3, payload: payloads.idr, marker: true },
  ];
  expect(assemble(keyframe)).toMatchObject([
    { frame: 0, isComplete: false },
    { frame: 3, lostPackets: 0, isComplete: true },
  ]);
});

it('drops packets of padding alone, and does not forget what was lost before them', () => {
  const padding = Buffer.alloc(0);
  const parts = [
    { frame: 0, payload: payloads.slice, marker: true },
    { frame: 0, payload: padding },
    { frame: 0, payload: padding, lostBefore: 2 },
    { frame: 1, payload: payloads.slice, marker: true },
  ];
  expect(assemble(parts)).toMatchObject([{ frame: 0 }, { frame: 1, lostPackets: 2 }]);
});
