/** What comes out of a printer: the browser's own, and that of `npm run handout`. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { steps } from '../../docs/diagrams/presentation/steps.ts';
import { printHandout } from '../../scripts/handout/print-handout.ts';
import { type Language, languages } from '../../scripts/language/text.ts';
import { readPng } from '../diagrams/read-png.ts';
import { renderedSvgs, valuesOf } from '../diagrams/rendered-svg.ts';
import { launchBrowser, type TestBrowser } from '../support/browser.ts';
import { type PdfPage, pdfPages } from '../support/pdf-pages.ts';
import { programPath } from '../support/program.ts';
import { type StaticSite, startStaticSite } from '../support/static-site.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

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

/** A line of the smallest diagram on paper is then some pixels wide. */
const pixelsPerPoint = 2;

const paper = { preferCSSPageSize: true, printBackground: true } as const;

/** As it is printed, and once more without its diagrams: what differs is their ink. */
async function printTwice(path: string): Promise<{ printed: PdfPage[]; blank: PdfPage[] }> {
  const page = await browser.open(site.url + path);
  onTestFinished(() => page.close());
  await page.evaluate(() => document.fonts.ready);
  const printed = await pdfPages(await page.pdf(paper), pixelsPerPoint);
  await page.addStyleTag({ content: '.diagram { visibility: hidden !important }' });
  return { printed, blank: await pdfPages(await page.pdf(paper), pixelsPerPoint) };
}

interface Ink {
  left: number;
  right: number;
  top: number;
  bottom: number;
  isAt(x: number, y: number): boolean;
}

/** Where two prints of a page differ, in pixels; null where they nowhere do. */
function inkOf(printed: PdfPage, blank: PdfPage | undefined): Ink | null {
  const { width, height, data } = printed;
  const isAt = (x: number, y: number) => {
    const at = 4 * (Math.round(y) * width + Math.round(x));
    return [0, 1, 2].some(
      (part) => Math.abs((data[at + part] ?? 0) - (blank?.data[at + part] ?? 0)) > 5,
    );
  };
  const ink = { left: width, right: -1, top: height, bottom: -1 };
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      if (!isAt(x, y)) continue;
      ink.left = Math.min(ink.left, x);
      ink.right = Math.max(ink.right, x);
      ink.top = Math.min(ink.top, y);
      ink.bottom = Math.max(ink.bottom, y);
    }
  }
  return ink.right < 0 ? null : { ...ink, isAt };
}

/** The frames of a diagram's nodes, in shares of all that is drawn. */
function nodesOf(name: string, language: Language) {
  const svg = renderedSvgs().find(({ file }) => file === `${name}.${language}.svg`)?.svg ?? '';
  const frames = svg.split('\n').filter((line) => /class="(?:node|cluster)/.test(line));
  const boxes = frames.map((line) => {
    const [x = 0, y = 0, width = 0, height = 0] = ['x', 'y', 'width', 'height'].map((attribute) =>
      Number(valuesOf(attribute, line)[0]),
    );
    return { x, y, width, height };
  });
  const left = Math.min(...boxes.map(({ x }) => x));
  const top = Math.min(...boxes.map(({ y }) => y));
  const width = Math.max(...boxes.map((box) => box.x + box.width)) - left;
  const height = Math.max(...boxes.map((box) => box.y + box.height)) - top;
  return {
    ratio: width / height,
    frames: boxes.map((box) => ({
      x: (box.x - left) / width,
      y: (box.y - top) / height,
      width: box.width / width,
      height: box.height / height,
    })),
  };
}

/** All of it, uncut: its shape, and the frame of every node. */
function expectWhole(ink: Ink | null, name: string, language: Language): void {
  if (!ink) throw new Error('There is no diagram on this page.');
  const { ratio, frames } = nodesOf(name, language);
  const width = ink.right - ink.left + 1;
  const height = ink.bottom - ink.top + 1;
  expect(width / height / ratio).toBeGreaterThan(0.93);
  expect(width / height / ratio).toBeLessThan(1.07);
  for (const frame of frames) {
    const middle = ink.top + (frame.y + frame.height / 2) * height;
    for (const side of [frame.x, frame.x + frame.width]) {
      const at = ink.left + side * width;
      const isDrawn = [-2, -1, 0, 1, 2].some((pixels) => ink.isAt(at + pixels, middle));
      expect(isDrawn, `frame at ${Math.round(at)}, ${Math.round(middle)}`).toBe(true);
    }
  }
}

describe.each([
  ['en', '/'],
  ['es', '/es/'],
] as const)('printed in %s', (language, root) => {
  it('the slides: a page each, every diagram whole', async () => {
    const { printed, blank } = await printTwice(`${root}present/`);
    expect(printed).toHaveLength(steps.length);
    for (const [index, page] of printed.entries()) {
      expect(page.width / page.height).toBeCloseTo(16 / 9, 2);
      expectWhole(inkOf(page, blank[index]), 'presentation', language);
    }
  });

  it('the slides with their notes: a page of paper each, every diagram whole', async () => {
    const { printed, blank } = await printTwice(`${root}present/handout.html`);
    expect(printed).toHaveLength(steps.length);
    for (const [index, page] of printed.entries()) {
      expectWhole(inkOf(page, blank[index]), 'presentation', language);
    }
  });

  it('the architecture: on one page, whole', async () => {
    const { printed, blank } = await printTwice(`${root}present/sheet.html`);
    expect(printed).toHaveLength(1);
    const [page] = printed;
    expectWhole(page ? inkOf(page, blank[0]) : null, 'streaming-architecture', language);
  });
});

it('a black screen is not printed, and a slide in the middle of the talk prints all', async () => {
  const page: Page = await browser.open(`${site.url}/present/`);
  onTestFinished(() => page.close());
  await page.locator('.running').waitFor();
  await page.keyboard.press('4');
  await page.keyboard.press('b');
  const printed = await pdfPages(await page.pdf(paper));
  expect(printed).toHaveLength(steps.length);
  for (const { data } of printed) expect(data[4 * 4]).toBeGreaterThan(200);
});

it('npm run handout writes three documents and every slide, in both languages', async () => {
  const outDirectory = join(await temporaryFolder(), 'handout');
  const written: string[] = [];
  await printHandout({
    siteFolder: site.folder,
    outDirectory,
    languages,
    executablePath: await programPath('chromium'),
    onWritten: (path) => written.push(path),
  });
  expect(written).toHaveLength(4 * languages.length);
  for (const language of languages) {
    const names = ['slides', 'slides-with-notes', 'one-page'].map(
      (name) => `${name}.${language}.pdf`,
    );
    for (const name of names) {
      expect((await readFile(join(outDirectory, name))).subarray(0, 5).toString()).toBe('%PDF-');
    }
    const folder = join(outDirectory, `slides.${language}`);
    const pictures = (await readdir(folder)).toSorted();
    expect(pictures).toEqual(steps.map(({ id }, index) => `${index}-${id}.png`));
    const seen = new Set<string>();
    for (const name of pictures) {
      const file = await readFile(join(folder, name));
      const { width, height, colours } = readPng(file);
      expect([width, height]).toEqual([1920, 1080]);
      expect(new Set(colours).size).toBeGreaterThan(20);
      seen.add(file.toString('base64'));
    }
    expect(seen.size).toBe(steps.length);
  }
});
