/** Paints the strip on top of the synthetic picture: wall clock, flash patch and clock blocks. */
import { glyphRows, textDots, textWidthDots } from './bitmap-font.ts';
import { clockColumns, clockRows, encodeClock } from './clock-blocks.ts';
import {
  type Area,
  clockArea,
  flashArea,
  isFlashing,
  stripArea,
  toPixels,
} from './picture-layout.ts';

/** Luma of BT.601 "limited range": 16 is black, 235 white. Chroma 128 is grey. */
const luma = { black: 16, background: 22, patch: 52, dim: 150, white: 235 } as const;
const neutralChroma = 128;

/** Reads a time as people read it. */
export interface ReadableTime {
  date: string;
  time: string;
  /** Offset from UTC, such as `UTC-03:00`. */
  zone: string;
}

export interface StripPainter {
  readonly widthPixels: number;
  readonly heightPixels: number;
  /** Of one picture. */
  readonly byteLength: number;
  /** One I420 picture (planes Y, U, V). The buffer is the caller's. */
  paint(epochMilliseconds: number): Buffer;
}

/** @param widthPixels, heightPixels of the whole picture; the strip takes its part of the height. */
export function createStripPainter(widthPixels: number, heightPixels: number): StripPainter {
  const strip = stripSize(widthPixels, heightPixels);
  const planeLength = strip.widthPixels * strip.heightPixels;
  const canvas: Canvas = {
    luma: Buffer.alloc((planeLength * 3) / 2, neutralChroma),
    width: strip.widthPixels,
  };
  canvas.luma.fill(luma.background, 0, planeLength);
  const place = (area: Area) => toPixels(area, widthPixels, heightPixels);
  const flash = place(flashArea);
  // The time is as tall as the flash patch beside it; date and zone share that height.
  const unit = Math.max(1, Math.round(flash.height / glyphRows));
  const small = Math.max(1, Math.floor(unit * 0.45));

  return {
    ...strip,
    byteLength: canvas.luma.length,
    paint(epochMilliseconds) {
      const { time, date, zone } = readableTime(epochMilliseconds);
      drawText(canvas, time, { left: flash.top * 2, top: flash.top, dot: unit, level: luma.white });
      const left = flash.top * 3 + textWidthDots(time) * unit;
      const lowerLine = flash.top + glyphRows * (unit - small);
      drawText(canvas, date, { left, top: flash.top, dot: small, level: luma.dim });
      drawText(canvas, zone, { left, top: lowerLine, dot: small, level: luma.dim });
      fill(canvas, flash, isFlashing(epochMilliseconds) ? luma.white : luma.patch);
      drawClock(canvas, place(clockArea), epochMilliseconds);
      return Buffer.from(canvas.luma);
    },
  };
}

/** Size of the strip, even as 4:2:0 wants it. */
export function stripSize(widthPixels: number, heightPixels: number) {
  const { height } = toPixels(stripArea, widthPixels, heightPixels);
  return { widthPixels, heightPixels: Math.ceil(height / 2) * 2 };
}

/** Local time with tenths of a second: what the clock on the wall of the classroom shows. */
export function readableTime(epochMilliseconds: number): ReadableTime {
  const local = new Date(epochMilliseconds);
  const two = (value: number) => String(value).padStart(2, '0');
  const offset = -local.getTimezoneOffset();
  const hours = two(Math.floor(Math.abs(offset) / 60));
  return {
    date: `${local.getFullYear()}-${two(local.getMonth() + 1)}-${two(local.getDate())}`,
    time: [local.getHours(), local.getMinutes(), local.getSeconds()]
      .map(two)
      .join(':')
      .concat(`.${Math.floor(local.getMilliseconds() / 100)}`),
    zone: `UTC${offset < 0 ? '-' : '+'}${hours}:${two(Math.abs(offset) % 60)}`,
  };
}

interface Canvas {
  luma: Buffer;
  width: number;
}

function fill({ luma: plane, width }: Canvas, area: Area, level: number): void {
  for (let y = area.top; y < area.top + area.height; y++) {
    plane.fill(level, y * width + area.left, y * width + area.left + area.width);
  }
}

function drawText(
  canvas: Canvas,
  text: string,
  { left, top, dot, level }: { left: number; top: number; dot: number; level: number },
): void {
  textDots(text).forEach((row, y) => {
    row.forEach((lit, x) => {
      const area = { left: left + x * dot, top: top + y * dot, width: dot, height: dot };
      fill(canvas, area, lit ? level : luma.background);
    });
  });
}

function drawClock(canvas: Canvas, area: Area, epochMilliseconds: number): void {
  encodeClock(epochMilliseconds).forEach((row, y) => {
    row.forEach((isWhite, x) => {
      // Fractions of the area, rounded: neighbours touch, whatever the width.
      const edge = (start: number, size: number, index: number, count: number) =>
        start + Math.round((size * index) / count);
      const left = edge(area.left, area.width, x, clockColumns);
      const top = edge(area.top, area.height, y, clockRows);
      const width = edge(area.left, area.width, x + 1, clockColumns) - left;
      const height = edge(area.top, area.height, y + 1, clockRows) - top;
      fill(canvas, { left, top, width, height }, isWhite ? luma.white : luma.black);
    });
  });
}
