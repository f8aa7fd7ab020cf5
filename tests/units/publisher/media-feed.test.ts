import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { stripPixels } from '../../../scripts/measure/decode.ts';
import { readStrip } from '../../../scripts/measure/read-clock.ts';
import { bytesPerSample, channels } from '../../../scripts/publisher/beep.ts';
import { FrameSchedule } from '../../../scripts/publisher/frame-schedule.ts';
import { feedMedia } from '../../../scripts/publisher/media-feed.ts';
import { pictureOptionsSchema } from '../../../scripts/publisher/picture-options.ts';

/** A strip of exactly the size that the measures read. */
const picture = pictureOptionsSchema.parse({ widthPixels: 640, heightPixels: 360 });
const ticksPerFrame = 3_000;
const evenSecond = Date.UTC(2026, 10, 22, 12, 0, 0);

beforeEach(() => {
  vi.useFakeTimers({
    toFake: ['setTimeout', 'clearTimeout', 'performance', 'Date'],
    now: evenSecond - 500,
  });
});
afterEach(() => {
  vi.useRealTimers();
});

const roomForAll = 100_000_000;

function startFeed({ lateMilliseconds = 0, videoRoomBytes = roomForAll } = {}) {
  const schedule = new FrameSchedule(picture.framesPerSecond);
  vi.advanceTimersByTime(lateMilliseconds);
  const video = new PassThrough({ highWaterMark: videoRoomBytes });
  const audio = new PassThrough({ highWaterMark: roomForAll });
  const feed = feedMedia(schedule, picture, video, audio);
  onTestFinished(() => feed.stop());
  const soundSeconds = () => (audio.readableLength - 44) / bytesPerSample / channels / 48_000;
  return { feed, video, audio, soundSeconds };
}

/** The pictures written so far: their times in ticks, and what they show. */
function picturesIn(video: PassThrough) {
  let rest: Buffer = video.read() ?? Buffer.alloc(0);
  rest = rest.subarray(32);
  const pictures: { time: number; shows: ReturnType<typeof readStrip> }[] = [];
  while (rest.length > 0) {
    const length = rest.readUInt32LE(0);
    const luma = rest.subarray(12, 12 + stripPixels.width * stripPixels.height);
    pictures.push({ time: Number(rest.readBigUInt64LE(4)), shows: readStrip(luma) });
    rest = rest.subarray(12 + length);
  }
  return pictures;
}

test('one picture per frame interval, each with the clock of its time', () => {
  const { video, soundSeconds } = startFeed();
  vi.advanceTimersByTime(1_000);
  const sound = soundSeconds();
  const pictures = picturesIn(video);
  expect(pictures.map(({ time }) => time)).toEqual(
    Array.from({ length: 31 }, (_, frame) => frame * ticksPerFrame),
  );
  for (const { time, shows } of pictures) {
    expect(shows.epochMilliseconds).toBe(Math.round(evenSecond - 500 + time / 90));
  }
  // The sound of a frame interval is written with its picture.
  expect(sound).toBeCloseTo(31 / 30, 6);
  const lit = pictures.filter(({ shows }) => shows.flashLevel > 200);
  expect(lit.map(({ shows }) => (shows.epochMilliseconds ?? 0) - evenSecond)).toEqual([0, 33, 67]);
});

test('pictures that are late are made all the same, from frame 0 on', () => {
  const { video, soundSeconds } = startFeed({ lateMilliseconds: 150 });
  vi.advanceTimersByTime(50);
  expect(soundSeconds()).toBeCloseTo(7 / 30, 6);
  expect(picturesIn(video).map(({ time }) => time)).toEqual(
    [0, 1, 2, 3, 4, 5, 6].map((n) => n * ticksPerFrame),
  );
});

test('after more than a second the oldest are left out, but never frame 0', () => {
  const { video, soundSeconds } = startFeed({ lateMilliseconds: 3_000 });
  vi.advanceTimersByTime(10);
  expect(soundSeconds()).toBeCloseTo(91 / 30, 6);
  const frames = picturesIn(video).map(({ time }) => time / ticksPerFrame);
  expect(frames[0]).toBe(0);
  expect(frames.at(-1)).toBe(90);
  expect(frames).toHaveLength(31);
});

test('a request marks one picture, by an odd time', () => {
  const { feed, video } = startFeed();
  vi.advanceTimersByTime(100);
  feed.requestKeyframe();
  feed.requestKeyframe();
  vi.advanceTimersByTime(100);
  const marked = picturesIn(video).filter(({ time }) => time % 2 === 1);
  expect(marked.map(({ time }) => time)).toEqual([4 * ticksPerFrame + 1]);
});

test('when nobody takes pictures they are left out, but never sound', () => {
  const { video, soundSeconds } = startFeed({ videoRoomBytes: 1 });
  vi.advanceTimersByTime(3_000);
  expect(soundSeconds()).toBeCloseTo(91 / 30, 6);
  expect(video.writableLength + video.readableLength).toBeLessThan(640 * 72 * 1.5 * 32);
});

test('the clock follows when the machine’s clock is set', () => {
  const { video } = startFeed();
  vi.advanceTimersByTime(200);
  const hour = 3_600_000;
  vi.setSystemTime(Date.now() + hour);
  vi.advanceTimersByTime(200);
  const last = picturesIn(video).at(-1);
  expect(last?.time).toBe(12 * ticksPerFrame);
  expect(Math.abs((last?.shows.epochMilliseconds ?? 0) - (evenSecond - 100 + hour))).toBeLessThan(
    34,
  );
});
