/**
 * Where things stand in the synthetic picture, as fractions of its width and height, so that
 * they are found again after any scaling. Browser-safe: pages and measures read it too.
 */

/** Fractions of the picture, 0 to 1, from the top left corner. */
export interface Area {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** The strip that Node paints. FFmpeg's test picture fills the rest, below it. */
export const stripArea: Area = { left: 0, top: 0, width: 1, height: 1 / 5 };

/** The clock as black and white blocks: the lower third of the strip. */
export const clockArea: Area = { left: 0, top: 2 / 15, width: 1, height: 1 / 15 };

/** White for `flashMilliseconds` from every even second on, dark grey otherwise. */
export const flashArea: Area = { left: 27 / 32, top: 1 / 45, width: 1 / 8, height: 4 / 45 };

/** Milliseconds between two flashes. Flash and beep begin when the clock is a multiple of it. */
export const flashIntervalMilliseconds = 2_000;

/** How long a flash and its beep last. */
export const flashMilliseconds = 100;

/** True while the flash is lit and the beep sounds. */
export const isFlashing = (epochMilliseconds: number): boolean =>
  epochMilliseconds % flashIntervalMilliseconds < flashMilliseconds;

/** The same area in whole pixels of a picture. */
export function toPixels(area: Area, widthPixels: number, heightPixels: number): Area {
  const left = Math.round(area.left * widthPixels);
  const top = Math.round(area.top * heightPixels);
  return {
    left,
    top,
    width: Math.round((area.left + area.width) * widthPixels) - left,
    height: Math.round((area.top + area.height) * heightPixels) - top,
  };
}
