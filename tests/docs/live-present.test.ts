/** The slides with the system alive behind them, and the notes window that breaks it for the class. */
import type { Page } from 'playwright-core';
import { expect, onTestFinished, test } from 'vitest';
import { steps } from '../../docs/diagrams/presentation/steps.ts';
import { waitUntil } from '../../scripts/checks/wait-until.ts';
import type { HopId } from '../../scripts/stack/status.ts';
import { seriousViolations } from '../support/accessibility.ts';
import { launchBrowser } from '../support/browser.ts';
import { textsOf } from '../support/slide-text.ts';
import { isOk, startTestStack, type TestStack } from '../support/test-stack.ts';

const limitMilliseconds = 5_000;
const leastPixels = 28;
const leastContrast = 7;
/** A stack is started, and its slides are gone through. */
const testMilliseconds = 120_000;

/** The slides in English and the notes in Spanish, in one browser. */
async function openBoth(): Promise<{ stack: TestStack; slides: Page; notes: Page }> {
  const stack = await startTestStack({ profile: 'balanced' });
  await stack.pagesReady;
  await stack.waitForStatus('the stream flows', isOk('publisher', 'ffmpeg', 'playlist', 'nginx'));
  const browser = await launchBrowser({ viewport: { width: 1920, height: 1080 } });
  onTestFinished(() => browser.close());
  const site = `http://localhost:${stack.settings.ports.site}`;
  const slides = await browser.open(`${site}/present/`);
  const notes = await browser.open(`${site}/es/present/notes.html`);
  for (const page of [slides, notes]) await page.locator('.running').waitFor();
  return { stack, slides, notes };
}

const part = (page: Page, hop: HopId) =>
  page.locator(`.slide:visible .wide [data-hop="${hop}"]`).first();
const figureOf = (page: Page, hop: HopId) =>
  page.locator(`.slide:visible .wide [data-hop="${hop}"] .figure`).first().textContent();
const stateOf = (page: Page, hop: HopId) => part(page, hop).getAttribute('data-state');

test('shows the figures on every slide, large and dark, and none when they are not wanted', {
  timeout: testMilliseconds,
}, async () => {
  const { slides, notes } = await openBoth();
  await waitUntil('the publisher’s figure', async () =>
    /^[\d,]+ kbit\/s$/.test((await figureOf(slides, 'publisher')) ?? ''),
  );
  expect(await figureOf(slides, 'forward')).toMatch(/^\d+\/s$/);
  expect(await figureOf(slides, 'playlist')).toMatch(/^\d+\.\d s$/);

  await notes.keyboard.press('1');
  await slides.locator('#publisher [data-demonstration]').waitFor();
  await notes.locator('.layer input').uncheck();
  await slides.locator('#publisher [data-demonstration]').waitFor({ state: 'detached' });
  expect(await stateOf(slides, 'publisher')).toBeNull();
  expect(await figureOf(slides, 'publisher')).toBe('');
  await slides.keyboard.press('l');
  await slides.locator('#publisher [data-demonstration]').waitFor();
  expect(await notes.locator('.layer input').isChecked()).toBe(true);
  expect(await seriousViolations(slides)).toEqual([]);
  expect(await seriousViolations(notes)).toEqual([]);

  // Read from the back of the room while it is alive, too.
  for (const [index, { id, view }] of steps.entries()) {
    await slides.keyboard.press(String(index));
    if (view.kind === 'station') await slides.locator(`#${id} [data-demonstration]`).waitFor();
    await waitUntil(`the figures of ${id}`, async () => (await figureOf(slides, 'ffmpeg')) !== '');
    const texts = await textsOf(slides, `#${id} .slide`);
    expect(texts.filter(({ pixels }) => pixels < leastPixels)).toEqual([]);
    expect(texts.filter(({ contrast }) => contrast < leastContrast)).toEqual([]);
  }
});

test('breaks a hop from the notes: the class sees it red within 5 s, and then well again', {
  timeout: testMilliseconds,
}, async () => {
  const { stack, slides, notes } = await openBoth();
  await notes.keyboard.press('4');
  const row = notes.locator('.break-it li[data-hop="nginx"]');
  const begun = performance.now();
  await row.getByRole('button', { name: 'Detener' }).click();
  await waitUntil(
    'nginx is red on the slide',
    async () => (await stateOf(slides, 'nginx')) === 'broken',
    4 * limitMilliseconds,
  );
  const seen = performance.now() - begun;
  console.log(`red on the slide after ${Math.round(seen)} ms`);
  expect(seen).toBeLessThan(limitMilliseconds);
  expect(await stateOf(slides, 'janus')).toBe('ok');
  expect(stack.status.current().faults).toEqual(['nginx']);

  // A second notes window knows of it, and can bring it back.
  const second = await slides.context().newPage();
  await second.goto(notes.url().replace('/es/', '/'));
  await second
    .locator('.break-it li[data-hop="nginx"]')
    .getByRole('button', { name: 'Bring back' })
    .click();
  await waitUntil(
    'nginx is well again on the slide',
    async () => (await stateOf(slides, 'nginx')) === 'ok',
    4 * limitMilliseconds,
  );
  await row.getByRole('button', { name: 'Detener' }).waitFor();
});
