/** Every slide as the back row of the class sees it. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { steps } from '../../docs/diagrams/presentation/steps.ts';
import { launchBrowser, type TestBrowser } from '../support/browser.ts';
import { textsOf } from '../support/slide-text.ts';
import { type StaticSite, startStaticSite } from '../support/static-site.ts';

const projector = { width: 1920, height: 1080 };
const leastPixels = 28;
const leastContrast = 7;

let site: StaticSite;
let browser: TestBrowser;

beforeAll(async () => {
  site = await startStaticSite();
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});

describe.each([
  ['/present/', 'light'],
  ['/present/', 'dark'],
  ['/es/present/', 'light'],
  ['/es/present/', 'dark'],
] as const)('%s, %s', (path, colorScheme) => {
  let page: Page;
  beforeAll(async () => {
    const context = await browser.browser.newContext({
      viewport: projector,
      colorScheme,
      reducedMotion: 'reduce',
    });
    page = await context.newPage();
    await page.goto(site.url + path);
    await page.locator('.running').waitFor();
  });
  afterAll(() => page?.context().close());

  it.each(steps.map(({ id }, index) => [index, id] as const))(
    'slide %i, %s, is read from the back',
    async (index, id) => {
      await page.keyboard.press(String(index));
      const slide = page.locator(`#${id} .slide`);
      await slide.waitFor({ state: 'visible' });
      const texts = await textsOf(page, `#${id} .slide`);
      expect(texts.length).toBeGreaterThan(9);
      expect(texts.filter(({ pixels }) => pixels < leastPixels)).toEqual([]);
      expect(texts.filter(({ contrast }) => contrast < leastContrast)).toEqual([]);
      // It fills the projector, and nothing of it is cut off.
      expect(await slide.boundingBox()).toEqual({ x: 0, y: 0, ...projector });
      expect(await outOfPlace(page, `#${id} .surface`)).toEqual([]);
    },
  );

  it.each(steps.map(({ id, lit }, index) => [index, id, lit] as const))(
    'slide %i, %s, lights its part of the way and dims the rest',
    async (index, id, lit) => {
      await page.keyboard.press(String(index));
      const parts = await page.locator(`#${id} .wide [data-id]`).evaluateAll((elements) =>
        elements.map((element) => ({
          id: (element as SVGElement).dataset.id,
          isLit: element.hasAttribute('data-lit'),
          look: getComputedStyle(element.querySelector('rect, path, text') ?? element).fill,
        })),
      );
      const lighted = parts.filter(({ isLit }) => isLit);
      expect(new Set(lighted.map((part) => part.id))).toEqual(new Set(lit));
      const looks = (some: typeof parts) => new Set(some.map(({ look }) => look));
      const nodes = parts.filter(
        (part) => !['ingest', 'forward', 'playlist', 'delivery'].includes(part.id ?? ''),
      );
      const [bright, dim] = [true, false].map((isLit) =>
        looks(nodes.filter((node) => node.isLit === isLit)),
      );
      expect(bright?.size).toBe(1);
      expect([...(dim ?? [])].filter((look) => bright?.has(look))).toEqual([]);
    },
  );

  it('nothing moves for whoever wants no motion', async () => {
    const moving = await page.evaluate(
      () =>
        [...document.querySelectorAll('.presentation *')].filter((element) => {
          const { transitionDuration, animationName } = getComputedStyle(element);
          return animationName !== 'none' || Number.parseFloat(transitionDuration) > 0;
        }).length,
    );
    expect(moving).toBe(0);
  });
});

/** What reaches out of the slide, or of the place below the way of the data. */
const outOfPlace = (page: Page, surface: string): Promise<string[]> =>
  page.locator(surface).evaluate((slide) => {
    const place = slide.children[2];
    if (!place) throw new Error('The slide has no words.');
    const within = (inner: Element, outer: Element) => {
      const [a, b] = [inner.getBoundingClientRect(), outer.getBoundingClientRect()];
      return (
        a.left >= b.left - 1 &&
        a.right <= b.right + 1 &&
        a.top >= b.top - 1 &&
        a.bottom <= b.bottom + 1
      );
    };
    const words = [...place.querySelectorAll('*')].filter((element) => !within(element, place));
    const parts = [...slide.children].filter((element) => !within(element, slide));
    return [...parts, ...words].map((element) => element.textContent ?? '');
  });
