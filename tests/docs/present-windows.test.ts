/** Slides and notes in real windows, hosted anywhere: one presentation, whichever window is used. */
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { steps } from '../../docs/diagrams/presentation/steps.ts';
import { waitUntil } from '../../scripts/checks/wait-until.ts';
import { launchBrowser, type TestBrowser } from '../support/browser.ts';
import { type StaticSite, startStaticSite } from '../support/static-site.ts';

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

const ids = steps.map(({ id }) => id);
const slides = '/present/';
const notes = '/present/notes.html';
const notesInSpanish = '/es/present/notes.html';

/** Windows of one browser profile. */
async function openWindows(...paths: string[]): Promise<Page[]> {
  const context = await browser.browser.newContext({ viewport: { width: 1280, height: 720 } });
  onTestFinished(() => context.close());
  const pages: Page[] = [];
  for (const path of paths) pages.push(await openIn(context, path));
  return pages;
}

async function openIn(context: BrowserContext, path: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(site.url + path);
  await page.locator('.running').waitFor();
  return page;
}

const stepOf = (page: Page) => new URL(page.url()).hash.slice(1);
/** What the reader sees, not only the address. */
const shownOf = (page: Page) =>
  page.evaluate(() => {
    const slide = [...document.querySelectorAll<HTMLElement>('.place')].find(
      (place) => place.offsetParent !== null,
    );
    return slide?.id ?? document.querySelector<HTMLSelectElement>('.bar select')?.value ?? null;
  });

const waitForStep = (page: Page, id: string | undefined) =>
  waitUntil(`${page.url()} goes to ${id}`, () => stepOf(page) === id, 15_000);

it('ends in one step after 40 quick ones from alternating windows', async () => {
  const windows = await openWindows(slides, notes);
  const keys = ['ArrowRight', 'PageDown', ' ', 'ArrowRight', 'ArrowLeft', 'PageUp', 'ArrowRight'];
  await Promise.all(
    windows.map(async (page, which) => {
      for (let count = 0; count < 20; count += 1) {
        await page.keyboard.press(keys[(count + which) % keys.length] ?? 'ArrowRight');
      }
    }),
  );
  // Each window has heard all that the other said once it has answered a last word.
  await windows[0]?.keyboard.press('3');
  await Promise.all(windows.map((page) => waitForStep(page, ids[3])));
  for (let count = 0; count < 40; count += 1) {
    await windows[count % 2]?.keyboard.press(count % 3 === 2 ? 'ArrowLeft' : 'ArrowRight');
  }
  await expect
    .poll(async () => new Set(await Promise.all(windows.map(shownOf))).size, { timeout: 5_000 })
    .toBe(1);
  const [one, other] = windows.map(stepOf);
  expect(one).toBe(other);
  expect(await Promise.all(windows.map(shownOf))).toEqual([one, other]);
});

it('two notes windows, one in Spanish, do not fight', async () => {
  const windows = await openWindows(slides, notes, notesInSpanish);
  await windows[2]?.keyboard.press('4');
  await Promise.all(windows.map((page) => waitForStep(page, ids[4])));
  await windows[1]?.keyboard.press('End');
  await Promise.all(windows.map((page) => waitForStep(page, ids.at(-1))));
  expect(await windows[2]?.locator('.step-notes h2').innerText()).toContain(steps.at(-1)?.title.es);
});

it('keeps its step and its minutes when it is reloaded', async () => {
  const [page] = await openWindows(notes);
  await page?.keyboard.press('2');
  await page?.reload();
  await page?.locator('.running').waitFor();
  expect(page && stepOf(page)).toBe(ids[2]);
  expect(page && (await shownOf(page))).toBe(ids[2]);
  // The clock went on: it was not started anew.
  await expect
    .poll(() => page?.locator('.time .spent').first().innerText(), { timeout: 5_000 })
    .not.toBe('0:00');
});

it('a window that is opened later joins where the others are', async () => {
  const [first] = await openWindows(slides);
  if (!first) throw new Error('No window');
  await first.keyboard.press('5');
  const later = await openIn(first.context(), notes);
  await waitForStep(later, ids[5]);
  expect(stepOf(first)).toBe(ids[5]);
});

it('opens at the step of its address', async () => {
  const [page] = await openWindows(`/es/present/#${ids[6]}`);
  expect(page && (await shownOf(page))).toBe(ids[6]);
});

it.each([
  ['ArrowRight', 4],
  ['ArrowDown', 4],
  [' ', 4],
  ['PageDown', 4],
  ['ArrowLeft', 2],
  ['PageUp', 2],
  ['Shift+ ', 2],
  ['Home', 0],
  ['End', ids.length - 1],
  ['0', 0],
  ['9', 9],
])('the key "%s" leads from step 3 to step %i', async (key, index) => {
  const [page] = await openWindows(`${slides}#${ids[3]}`);
  await page?.keyboard.press(key);
  expect(page && (await shownOf(page))).toBe(ids[index]);
});

it('B makes the slides black in every window, and the next step ends it', async () => {
  const [page, noted] = await openWindows(slides, notes);
  await noted?.keyboard.press('b');
  await page?.locator('.black').waitFor();
  await noted?.locator('.bar .black').waitFor();
  await page?.keyboard.press('ArrowRight');
  await page?.locator('.black').waitFor({ state: 'detached' });
});

it('F fills the screen, and gives it back', async () => {
  const [page] = await openWindows(slides);
  await page?.keyboard.press('f');
  await page?.waitForFunction(() => document.fullscreenElement !== null);
  await page?.keyboard.press('f');
  await page?.waitForFunction(() => document.fullscreenElement === null);
});

it('F does nothing where the browser refuses to fill the screen', async () => {
  const [page] = await openWindows(slides);
  const errors: Error[] = [];
  page?.on('pageerror', (error) => errors.push(error));
  await page?.evaluate(() => {
    Element.prototype.requestFullscreen = () => Promise.reject(new TypeError('refused'));
  });
  await page?.keyboard.press('f');
  // Still heard, and all that was rejected has been told by then.
  await page?.keyboard.press('2');
  if (page) await waitForStep(page, ids[2]);
  expect(errors).toEqual([]);
});

it('N opens the notes at the same step; ? shows the keys', async () => {
  const [page] = await openWindows(`${slides}#${ids[2]}`);
  const opened = page?.waitForEvent('popup');
  await page?.keyboard.press('n');
  const popup = await opened;
  await popup?.locator('.running').waitFor();
  if (popup) await waitForStep(popup, ids[2]);
  await page?.keyboard.press('?');
  expect(await page?.locator('dialog[open] kbd').count()).toBeGreaterThan(8);
  await page?.keyboard.press('Escape');
  await page?.locator('dialog[open]').waitFor({ state: 'detached' });
  await page?.keyboard.press('ArrowRight');
  if (page) await waitForStep(page, ids[3]);
});

it('a finger that swipes goes on and back', async () => {
  const context = await browser.browser.newContext({
    hasTouch: true,
    viewport: { width: 390, height: 844 },
  });
  onTestFinished(() => context.close());
  const page = await openIn(context, slides);
  const session = await context.newCDPSession(page);
  const swipe = async (from: number, to: number) => {
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', x: number) =>
      session.send('Input.dispatchTouchEvent', {
        type,
        touchPoints: type === 'touchEnd' ? [] : [{ x, y: 300 }],
      });
    await touch('touchStart', from);
    await touch('touchMove', to);
    await touch('touchEnd', to);
  };
  await swipe(330, 60);
  await waitForStep(page, ids[1]);
  await swipe(60, 330);
  await waitForStep(page, ids[0]);
});

it('without JavaScript every slide and every note is there to be read', async () => {
  const context = await browser.browser.newContext({ javaScriptEnabled: false });
  onTestFinished(() => context.close());
  const page = await context.newPage();
  await page.goto(site.url + slides);
  expect(await page.locator('.slide').count()).toBe(steps.length);
  for (const slide of await page.locator('.slide h2').all()) {
    expect(await slide.isVisible()).toBe(true);
  }
  await page.goto(site.url + notes);
  expect(await page.locator('.step-notes').count()).toBe(steps.length);
});

it('says in the notes what only runs on one’s own machine', async () => {
  const [page] = await openWindows(notes);
  expect(await page?.locator('.break-it').innerText()).toContain('npm start');
  expect(await page?.locator('.break-it button').count()).toBe(0);
});
