/** Packets lost for good between publisher and Janus: what the published segments are like. */
import { expect, test } from 'vitest';
import { SegmentKeeper } from '../../scripts/bench/segment-keeper.ts';
import { judgeSegments } from '../../scripts/bench/weather/judge-segments.ts';
import { takesOf } from '../../scripts/bench/weather/sound-offset.ts';
import { listsSegments } from '../../scripts/checks/own-stack.ts';
import { waitUntil } from '../../scripts/checks/wait-until.ts';
import type { Figures } from '../../scripts/stack/status.ts';
import { Weather } from '../../scripts/weather/weather.ts';
import { programPath } from '../support/program.ts';
import { untilTestEnds } from '../support/test-keeper.ts';
import { startTestPublisher } from '../support/test-publisher.ts';
import { startTestStack, type TestStackOptions } from '../support/test-stack.ts';

/** The same packets are lost in every run, as far as they are sent at the same moments. */
const seed = 9;
const heavyLoss = { lossPercent: 10 };

/** A stack whose publisher comes through weather that is still clear; three segments are listed. */
async function startWeatheredStack(options: TestStackOptions) {
  const stack = await startTestStack({ ...options, publisher: 'none' });
  const weather = await Weather.start(stack.settings, { seed });
  untilTestEnds.defer(() => weather.close());
  await startTestPublisher(stack.settings, 'behind the weather', { url: weather.url });
  await stack.waitForStatus('segments in clear weather', listsSegments(3));
  const keeper = await SegmentKeeper.start(untilTestEnds, stack.settings);
  return { stack, weather, keeper };
}

const wounds = ({ droppedFrames, lostPackets }: Figures['forward']): number =>
  Math.min(droppedFrames ?? 0, lostPackets ?? 0);

test('the relay lets no wound into a segment, and no segment outgrows the target duration', async () => {
  const { stack, weather, keeper } = await startWeatheredStack({ profile: 'low' });
  weather.set(heavyLoss);
  // Enough to be sure that pictures were torn, and segments enough to have them in.
  await stack.waitForStatus(
    'pictures that the relay kept back, over twenty segments',
    ({ hops }) => wounds(hops.forward.figures) >= 10 && keeper.segments.length >= 20,
    60,
  );
  const { figures } = stack.status.current().hops.playlist;
  expect(figures.leftOutSegments).toBe(0);
  expect(Math.max(...keeper.segments.map(({ durationSeconds }) => durationSeconds))).toBeLessThan(
    1.5,
  );
  const verdicts = await judgeSegments(keeper.segments, await programPath('ffmpeg'));
  expect(verdicts.filter(({ errors }) => errors > 0)).toEqual([]);
}, 120_000);

test('auto has the picture encoded while it is wounded: with a discontinuity, and without a freeze', async () => {
  const { stack, weather, keeper } = await startWeatheredStack({ profile: 'low', picture: 'auto' });
  expect(stack.status.current().hops.ffmpeg.figures.picture).toBe('copy');
  weather.set(heavyLoss);
  await stack.waitForStatus(
    'the picture is encoded',
    ({ hops }) => hops.ffmpeg.figures.picture === 'encode',
    60,
  );
  const encodedFrom = keeper.segments.length;
  await waitUntil(
    'ten segments of the FFmpeg that took over',
    () => keeper.segments.length >= encodedFrom + 10,
    30_000,
  );
  // Of those that copied there may have been two: a wound takes room in a segment.
  const encoded = keeper.segments.slice(encodedFrom + 2);
  expect(encoded[0]?.name).toMatch(/-take\d+-/);
  expect(takesOf(encoded)).toHaveLength(1);
  // Encoded anew, every segment is as long as it should be, whatever was lost.
  for (const { durationSeconds } of encoded) expect(durationSeconds).toBeCloseTo(1, 1);
  const verdicts = await judgeSegments(keeper.segments, await programPath('ffmpeg'));
  expect(verdicts.filter(({ errors }) => errors > 0)).toEqual([]);
}, 120_000);
