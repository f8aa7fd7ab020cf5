/** Pictures on their way through the relay: what happens when no keyframe comes in time for a segment. */
import { createSocket } from 'node:dgram';
import { setImmediate } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { segmentProfiles } from '../../../../labs/settings.ts';
import { RtpPacket } from '../../../../scripts/media/rtp.ts';
import type { AssembledFrame } from '../../../../scripts/stack/relay/frame-assembler.ts';
import { KeyframeAsker } from '../../../../scripts/stack/relay/keyframe-asker.ts';
import { PictureLane } from '../../../../scripts/stack/relay/picture-lane.ts';
import { RelayCounters } from '../../../../scripts/stack/relay/relay-counters.ts';
import { RtpOutlet } from '../../../../scripts/stack/relay/rtp-outlet.ts';
import { openUdpSocket } from '../../../../scripts/system/udp-socket.ts';
import { frameGate } from '../../../../solutions/07-faults/gate.ts';

const framesPerSecond = 30;
const ssrc = 1;

/** One FFmpeg's place: a socket, and the pictures that came there, by their numbers, and those of their times. */
async function outletWithPictures() {
  const socket = await openUdpSocket('127.0.0.1', 0);
  const out = createSocket('udp4');
  onTestFinished(() => {
    socket.close();
    out.close();
  });
  const pictures: number[] = [];
  const numbers: number[] = [];
  socket.on('message', (datagram) => {
    const { header, payload } = RtpPacket.deSerialize(datagram);
    pictures.push(payload.readUInt16BE(1));
    numbers.push(Math.round((header.timestamp * framesPerSecond) / 90_000));
  });
  const { port } = socket.address();
  const ports = { rtpAudio: port, rtcpAudio: port, rtpVideo: port, rtcpVideo: port };
  const inlet = { address: '127.0.0.1', ...ports };
  return { pictures, numbers, outlet: new RtpOutlet(out, inlet, { audio: 111, video: 96 }) };
}

function picture(number: number, kind: 'keyframe' | 'other'): AssembledFrame {
  const type = kind === 'keyframe' ? 5 : 1;
  const payload = Buffer.from([type, number >> 8, number & 0xff]);
  const timestamp = Math.round((number * 90_000) / framesPerSecond);
  const seen = { timestamp, lostPackets: 0, isComplete: true, nalTypes: [type] };
  return { seen, ssrc, payloads: [payload], firstArrivedAt: number, lastArrivedAt: number };
}

function torn(number: number): AssembledFrame {
  const frame = picture(number, 'other');
  return { ...frame, seen: { ...frame.seen, lostPackets: 1 } };
}

/** A lane through the reference's gate, with what it asked for and told. */
function countingLane() {
  const counters = new RelayCounters();
  const told = { asked: 0, full: 0 };
  const leftOutUntil: number[] = [];
  const lane = new PictureLane({
    ...{ profile: segmentProfiles.balanced, frameGate, counters },
    asker: new KeyframeAsker(() => {
      told.asked += 1;
    }),
    onSegmentFull: () => {
      told.full += 1;
    },
    onHoleLeftOut: (until) => leftOutUntil.push(until),
  });
  return { lane, counters, told, leftOutUntil };
}

test('a keyframe that is too late for the segment waits for the FFmpeg that begins with it', async () => {
  const { lane, counters, told } = countingLane();
  const [before, after] = [await outletWithPictures(), await outletWithPictures()];
  const taken = lane.handTo(before.outlet, 'copy');
  await lane.pass(picture(0, 'keyframe'));
  await taken;
  // 2.4 s after the first picture the segment has no room any more.
  for (let number = 1; number <= 80; number += 1) await lane.pass(picture(number, 'other'));
  expect(told.full).toBeGreaterThan(0);
  expect(told.asked).toBe(1);
  expect(lane.outlet).toBeUndefined();

  // It passes only when somebody is there to begin with it, and what comes behind it waits, too.
  const passing = lane
    .pass(picture(81, 'keyframe'))
    .then(() => lane.pass(picture(82, 'other')))
    .then(() => 'passed');
  expect(await Promise.race([passing, setImmediate('waits')])).toBe('waits');
  void lane.handTo(after.outlet, 'copy');
  expect(await passing).toBe('passed');
  await expect.poll(() => after.pictures).toEqual([81, 81, 82]);
  await expect.poll(() => before.pictures).toEqual(Array.from({ length: 73 }, (_, index) => index));
  expect(counters.droppedFrames).toBe(8);
});

test('after a wound a keyframe is asked for as soon as the segment has its full length, and not before', async () => {
  const { lane, told } = countingLane();
  const taken = lane.handTo((await outletWithPictures()).outlet, 'copy');
  await lane.pass(picture(0, 'keyframe'));
  await taken;
  // 2.3 s of clear weather.
  for (let number = 1; number <= 69; number += 1) await lane.pass(picture(number, 'other'));
  expect(told).toEqual({ asked: 0, full: 0 });
  await lane.pass(picture(70, 'keyframe'));

  await lane.pass(torn(80));
  await lane.pass(picture(81, 'keyframe'));
  // 2.1 s from the keyframe at which FFmpeg cut.
  for (let number = 82; number <= 132; number += 1) await lane.pass(picture(number, 'other'));
  expect(told.asked).toBe(0);
  for (let number = 133; number <= 136; number += 1) await lane.pass(picture(number, 'other'));
  expect(told).toEqual({ asked: 1, full: 0 });
});

test('the keyframe that ends a hole is shown where the hole begins, and at its own time', async () => {
  const { lane } = countingLane();
  const { pictures, numbers, outlet } = await outletWithPictures();
  const taken = lane.handTo(outlet, 'copy');
  await lane.pass(picture(0, 'keyframe'));
  await taken;
  await lane.pass(picture(1, 'other'));
  await lane.pass(torn(2));
  await lane.pass(picture(3, 'other'));
  expect(lane.keptBackSince).toBe(2);
  await lane.pass(picture(20, 'keyframe'));
  expect(lane.keptBackSince).toBeNull();
  await lane.pass(picture(21, 'other'));
  await expect.poll(() => pictures).toEqual([0, 1, 20, 20, 21]);
  expect(numbers).toEqual([0, 1, 2, 20, 21]);
});

test('an FFmpeg that takes over in a hole begins where the hole does; in one that is too long, behind it', async () => {
  const { lane, leftOutUntil } = countingLane();
  const outlets: Awaited<ReturnType<typeof outletWithPictures>>[] = [];
  for (const [number, keyframe] of [
    [0, 0],
    [10, 12],
    [20, 40],
  ] as const) {
    if (number > 0) await lane.pass(torn(number));
    const next = await outletWithPictures();
    outlets.push(next);
    const taken = lane.handTo(next.outlet, 'copy');
    await lane.pass(picture(keyframe, 'keyframe'));
    await taken;
    await lane.pass(picture(keyframe + 1, 'other'));
  }
  await expect
    .poll(() => outlets.map(({ numbers }) => numbers))
    .toEqual([
      [0, 1],
      [2, 12, 13],
      [40, 41],
    ]);
  expect(leftOutUntil).toEqual([40]);
});
