/** How well a colour is read upon another (WCAG 2.2, contrast ratio). */

export type Rgb = readonly [red: number, green: number, blue: number];

/** @returns 1 for two equal colours, 21 for black and white. */
export function contrastRatio(one: Rgb, other: Rgb): number {
  const [light, dark] = [luminance(one), luminance(other)].toSorted((a, b) => b - a);
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
}

/** `#0b6470` @throws {Error} for anything else. */
export function rgbOfHex(hex: string): Rgb {
  const parts = /^#(..)(..)(..)$/.exec(hex);
  if (!parts) throw new Error(`"${hex}" is no colour`);
  const [red = 0, green = 0, blue = 0] = parts.slice(1).map((part) => Number.parseInt(part, 16));
  return [red, green, blue];
}

/** WCAG 2.2, relative luminance. */
function luminance(rgb: Rgb): number {
  const [red = 0, green = 0, blue = 0] = rgb.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
