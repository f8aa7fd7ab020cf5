import { describe, expect, test } from 'vitest';
import { readClocks } from '../../../scripts/measure/read-clock.ts';
import {
  clockColumns,
  encodeClock,
  readClockBlocks,
  type SampledPicture,
} from '../../../scripts/publisher/clock-blocks.ts';
import { clockArea, toPixels } from '../../../scripts/publisher/picture-layout.ts';
import { createStripPainter } from '../../../scripts/publisher/strip-painter.ts';
import { programPath } from '../../support/program.ts';
import { makeSyntheticRecording } from '../../support/synthetic-recording.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const noon = Date.UTC(2026, 10, 22, 12, 0, 0, 0);
const times = [0, 1, noon, noon + 1, noon + 999, 2 ** 43 + 12_345, 2 ** 44 - 1];

/** A grey picture with the painted strip on top. */
function paintedPicture(epochMilliseconds: number, width = 640, height = 360): SampledPicture {
  const strip = createStripPainter(width, height);
  const data = new Uint8Array(width * height).fill(128);
  data.set(strip.paint(epochMilliseconds).subarray(0, width * strip.heightPixels));
  return { data, width, height, channels: 1 };
}

/** The same numbers at every run. */
function pseudoRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

describe('the clock in blocks', () => {
  test.each(times)('reads %i back', (time) => {
    expect(readClockBlocks(paintedPicture(time))).toBe(time);
  });

  test.each([
    [320, 180],
    [426, 240],
    [854, 480],
    [1_920, 1_080],
  ])('is found in a picture of %i by %i', (width, height) => {
    expect(readClockBlocks(paintedPicture(noon, width, height))).toBe(noon);
  });

  test('is read from RGBA, and from a crop', () => {
    const { data, width, height } = paintedPicture(noon);
    const rgba = Uint8ClampedArray.from(data, (level) => level);
    const area = toPixels(clockArea, width, height);
    const crop = new Uint8ClampedArray(area.width * area.height * 4);
    for (let y = 0; y < area.height; y++) {
      for (let x = 0; x < area.width; x++) {
        crop.fill(
          rgba[(y + area.top) * width + x] ?? 0,
          (y * area.width + x) * 4,
          (y * area.width + x) * 4 + 4,
        );
      }
    }
    const picture = { data: crop, width: area.width, height: area.height, channels: 4 as const };
    expect(readClockBlocks(picture, { left: 0, top: 0, width: 1, height: 1 })).toBe(noon);
  });

  test('survives noise', () => {
    const picture = paintedPicture(noon);
    const random = pseudoRandom(1);
    picture.data.forEach((level, index) => {
      picture.data[index] = Math.max(0, Math.min(255, level + (random() - 0.5) * 200));
    });
    expect(readClockBlocks(picture)).toBe(noon);
  });

  test('survives weak contrast', () => {
    const picture = paintedPicture(noon);
    picture.data.forEach((level, index) => {
      picture.data[index] = 90 + level * 0.3;
    });
    expect(readClockBlocks(picture)).toBe(noon);
  });

  test('is not read where there is none', () => {
    const random = pseudoRandom(2);
    for (const level of [() => 0, () => 255, () => 128, () => random() * 255]) {
      const data = Uint8Array.from({ length: 640 * 360 }, level);
      expect(readClockBlocks({ data, width: 640, height: 360, channels: 1 })).toBeNull();
    }
  });

  test('is not read when any one block is damaged', () => {
    const area = toPixels(clockArea, 640, 360);
    for (let column = 1; column < clockColumns - 1; column++) {
      const picture = paintedPicture(noon);
      const x = Math.floor(((column + 0.5) * area.width) / clockColumns);
      for (let y = area.top; y < area.top + area.height / 2; y++) {
        for (let dx = -10; dx < 10; dx++) {
          const index = y * 640 + x + dx;
          picture.data[index] = 255 - (picture.data[index] ?? 0);
        }
      }
      expect(readClockBlocks(picture), `column ${column}`).toBeNull();
    }
  });

  test.each([-1, 0.5, 2 ** 44, Number.NaN])('refuses to show %d', (time) => {
    expect(() => encodeClock(time)).toThrow(RangeError);
  });
});

test.each([
  { widthPixels: 960, heightPixels: 540, bitrateBitsPerSecond: 200_000 },
  { widthPixels: 320, heightPixels: 180, bitrateBitsPerSecond: 60_000 },
])(
  'every picture of $widthPixels by $heightPixels is readable after H.264 at $bitrateBitsPerSecond bit/s',
  async (video) => {
    const folder = await temporaryFolder();
    const recording = { folder, startEpochMilliseconds: noon, seconds: 2, ...video };
    const file = await makeSyntheticRecording(recording);
    const readings = await readClocks(file, { ffmpegPath: await programPath('ffmpeg') });
    const shown = readings.map((reading) => reading.epochMilliseconds);
    const painted = Array.from(
      { length: 60 },
      (_, frame) => noon + Math.round((frame * 1_000) / 30),
    );
    expect(shown).toEqual(painted);
  },
);
