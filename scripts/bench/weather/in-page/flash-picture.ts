/** The picture: clock blocks and flash as scripts/publisher paints them, above something that moves. */
import { encodeClock } from '../../../publisher/clock-blocks.ts';
import {
  type Area,
  clockArea,
  flashArea,
  isFlashing,
  stripArea,
  toPixels,
} from '../../../publisher/picture-layout.ts';

/** Small, so that two cores are enough for this, an encoder and three players. */
const widthPixels = 640;
const heightPixels = 360;

/** Grain costs bits: with so much of it the encoder needs what a camera needs, 1 to 1.5 Mbit/s. */
const grainPixels = 200;

export interface FlashPicture {
  readonly canvas: OffscreenCanvas;
  paint(epochMilliseconds: number): void;
}

export function flashPicture(): FlashPicture {
  const canvas = new OffscreenCanvas(widthPixels, heightPixels);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('The browser gives no canvas');
  const grain = makeGrain();
  return { canvas, paint: (epochMilliseconds) => paint(context, epochMilliseconds, grain) };
}

function paint(
  context: OffscreenCanvasRenderingContext2D,
  epochMilliseconds: number,
  grain: OffscreenCanvas,
): void {
  const place = (area: Area) => toPixels(area, widthPixels, heightPixels);
  const fill = (colour: string, { left, top, width, height }: Area) => {
    context.fillStyle = colour;
    context.fillRect(left, top, width, height);
  };
  const strip = place(stripArea);
  moveSomething(context, epochMilliseconds, strip.height, grain);
  fill('#060606', strip);
  fill(isFlashing(epochMilliseconds) ? '#fff' : '#2a2a2a', place(flashArea));
  const clock = place(clockArea);
  encodeClock(epochMilliseconds).forEach((row, y, rows) => {
    row.forEach((isWhite, x) => {
      const edge = (size: number, index: number, count: number) =>
        Math.round((size * index) / count);
      const left = edge(clock.width, x, row.length);
      const top = edge(clock.height, y, rows.length);
      fill(isWhite ? '#fff' : '#000', {
        left: clock.left + left,
        top: clock.top + top,
        width: edge(clock.width, x + 1, row.length) - left,
        height: edge(clock.height, y + 1, rows.length) - top,
      });
    });
  });
}

function moveSomething(
  context: OffscreenCanvasRenderingContext2D,
  epochMilliseconds: number,
  topPixels: number,
  grain: OffscreenCanvas,
): void {
  const seconds = (epochMilliseconds % 60_000) / 1_000;
  for (let stripe = 0; stripe < 8; stripe++) {
    context.fillStyle = `hsl(${(stripe * 45 + seconds * 12) % 360} 50% 45%)`;
    const left = (stripe * 80 + seconds * 40) % (widthPixels + 80);
    context.fillRect(left - 80, topPixels, 80, heightPixels);
  }
  const x = (widthPixels - grainPixels) * (0.5 + 0.5 * Math.sin(seconds));
  const y = topPixels + (heightPixels - topPixels - grainPixels) * (0.5 + 0.5 * Math.cos(seconds));
  context.drawImage(grain, Math.round(x), Math.round(y));
}

function makeGrain(): OffscreenCanvas {
  const canvas = new OffscreenCanvas(grainPixels, grainPixels);
  const context = canvas.getContext('2d');
  for (let y = 0; y < grainPixels; y += 4) {
    for (let x = 0; x < grainPixels; x += 4) {
      if (!context) continue;
      context.fillStyle = `hsl(${Math.random() * 360} 40% ${20 + Math.random() * 60}%)`;
      context.fillRect(x, y, 4, 4);
    }
  }
  return canvas;
}
