/** What stands on a slide, as large and as dark as it is seen. */
import type { Page } from 'playwright-core';
import { contrastRatio, type Rgb } from './contrast.ts';

export interface SlideText {
  text: string;
  /** Height of its letters as CSS counts it, on the screen. */
  pixels: number;
  contrast: number;
}

/** Every visible text inside of `selector`. */
export async function textsOf(page: Page, selector: string): Promise<SlideText[]> {
  // A plain string: what tsx adds to functions does not exist in the page.
  const found = (await page.evaluate(`(${lookInPage})(${JSON.stringify(selector)})`)) as {
    text: string;
    pixels: number;
    ink: Rgb;
    ground: Rgb;
  }[];
  return found.map(({ text, pixels, ink, ground }) => ({
    text,
    pixels,
    contrast: contrastRatio(ink, ground),
  }));
}

/** Runs in the page. A colour in whatever notation is read back from a canvas. */
const lookInPage = `(selector) => {
  const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
  const rgba = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const groundOf = (element) => {
    const rect = element.closest('svg .node')?.querySelector('rect');
    const fill = rect && getComputedStyle(rect).fill;
    if (fill && fill !== 'none' && rgba(fill)[3] === 255) return rgba(fill).slice(0, 3);
    for (let at = element; at; at = at.parentElement) {
      const [red, green, blue, alpha] = rgba(getComputedStyle(at).backgroundColor);
      if (alpha === 255) return [red, green, blue];
    }
    return [255, 255, 255];
  };
  const found = [];
  for (const root of document.querySelectorAll(selector)) {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const text = walker.currentNode.textContent.trim();
      const element = walker.currentNode.parentElement;
      if (!text || element.closest('title, desc, style, script')) continue;
      const { width, height } = element.getBoundingClientRect();
      const style = getComputedStyle(element);
      if (!width || !height || style.visibility !== 'visible') continue;
      const scale = element.closest('svg') ? element.getScreenCTM().a : 1;
      const isSvg = element.closest('svg') !== null;
      found.push({
        text,
        pixels: Number.parseFloat(style.fontSize) * scale,
        ink: rgba(isSvg ? style.fill : style.color).slice(0, 3),
        ground: groundOf(element),
      });
    }
  }
  return found;
}`;
