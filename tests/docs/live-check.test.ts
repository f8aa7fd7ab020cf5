/** A student's way on a lab's page, with the keyboard alone: red, then green by saving the file. */
import type { Page } from 'playwright-core';
import { expect, onTestFinished, test } from 'vitest';
import { findLab } from '../../labs/catalog.ts';
import type { Lab } from '../../labs/lab.ts';
import { waitUntil } from '../../scripts/checks/wait-until.ts';
import { answerOf } from '../../scripts/labs/starters.ts';
import { seriousViolations } from '../support/accessibility.ts';
import { launchBrowser } from '../support/browser.ts';
import { measureLayoutShift } from '../support/layout-shift.ts';
import { startRunningCopy } from '../support/running-copy.ts';

const nginx = findLab('nginx') as Lab;
const file = 'labs/05-nginx/nginx.ts';
const mostTabs = 150;

/** Presses Tab until a button of this name has the focus. */
async function tabTo(page: Page, name: string): Promise<void> {
  const isThere = () =>
    page.evaluate((wanted) => document.activeElement?.textContent?.trim() === wanted, name);
  for (let tabs = 0; tabs < mostTabs; tabs += 1) {
    if (await isThere()) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`"${name}" is not reached by ${mostTabs} times Tab`);
}

const verdict = (page: Page) => page.locator('#lab-check [role="status"]').first().innerText();

async function seeVerdict(page: Page, words: RegExp): Promise<void> {
  await waitUntil(`the verdict says ${words}`, async () => words.test(await verdict(page)), 60_000);
}

test('a lab is checked, mended and passed without a mouse', { timeout: 180_000 }, async () => {
  const copy = await startRunningCopy(['--publisher', 'none']);
  const { stackSeconds, siteSeconds } = copy.started;
  console.log(
    `stack after ${stackSeconds.toFixed(1)} s, its site after ${siteSeconds.toFixed(1)} s`,
  );
  expect(siteSeconds - stackSeconds).toBeLessThan(5);

  const browser = await launchBrowser();
  onTestFinished(() => browser.close());
  const address = `${copy.url}/labs/05-nginx.html`;
  expect(await measureLayoutShift(browser, address, 1440)).toBeLessThanOrEqual(0.01);

  const page = await browser.open(address);
  await tabTo(page, 'Skip to content');
  await page.keyboard.press('Enter');
  await tabTo(page, 'Check my lab');
  await page.keyboard.press('Enter');
  await seeVerdict(page, /^not yet · 1 of 16 points/i);
  const first = page.locator('#lab-check details[open]').first();
  expect(await first.innerText()).toMatch(/Expected:[\s\S]*Seen:/);
  expect(await seriousViolations(page)).toEqual([]);

  await tabTo(page, 'Next hint');
  await page.keyboard.press('Enter');
  expect(await page.locator('#lab-check .hints li').first().innerText()).toMatch(/^Hint 1 of 7:/);
  await tabTo(page, 'Show the way to the solution');
  await page.keyboard.press('Enter');
  await tabTo(page, 'Yes, show it');
  await page.keyboard.press('Enter');
  await page.locator('#lab-check', { hasText: 'application/vnd.apple.mpegurl m3u8;' }).waitFor();

  const savedAt = performance.now();
  await copy.write(file, await answerOf(nginx, 'en'));
  await seeVerdict(page, /^passed · 16 of 16 points/i);
  console.log(`green ${Math.round(performance.now() - savedAt)} ms after the save`);
  const mark = page.locator('.VPSidebar .lab-mark[data-lab="05-nginx"]');
  expect(await mark.getAttribute('title')).toBe('passed');

  // A closed tab loses nothing.
  await page.close();
  await copy.write(file, `${await answerOf(nginx, 'en')}\nconst broken: number = '';\n`);
  const again = await browser.open(`${copy.url}/es/labs/05-nginx.html`);
  await seeVerdict(again, /^todavía no · /i);
});
