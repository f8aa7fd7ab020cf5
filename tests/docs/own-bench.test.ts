/** A chart of the reference run on a page, and the reader's own beside it once there is one. */
import { writeFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import type { Settings } from '../../labs/settings.ts';
import { type OwnSettings, ownSettings } from '../../scripts/checks/own-settings.ts';
import { seriousViolations } from '../support/accessibility.ts';
import { launchBrowser, type TestBrowser } from '../support/browser.ts';
import { exampleStatus } from '../support/example-status.ts';
import { measureLayoutShift } from '../support/layout-shift.ts';
import { type StaticSite, startStaticSite } from '../support/static-site.ts';
import { benchResultsOf, startTestSite, type TestSite } from '../support/test-site.ts';
import { exampleResults } from '../units/bench/example-results.ts';

const pages = { en: '/latency.html', es: '/es/latency.html' } as const;
const building = 120_000;

let settings: Settings;
let remove: OwnSettings['remove'];
let site: TestSite;
let hosted: StaticSite;
let browser: TestBrowser;

beforeAll(async () => {
  ({ settings, remove } = await ownSettings());
  hosted = await startStaticSite();
  site = await startTestSite(settings, exampleStatus);
  await site.pagesReady;
  browser = await launchBrowser();
}, building);
afterAll(async () => {
  await browser?.close();
  await site?.close();
  await hosted?.close();
  await remove?.();
});

async function open(address: string, width = 1440): Promise<Page> {
  const page = await browser.open(address);
  onTestFinished(() => page.close());
  await page.setViewportSize({ width, height: 900 });
  return page;
}

const latency = (page: Page) => page.locator('.bench-part').first();
const titleOf = (page: Page) => latency(page).locator('svg:visible title').textContent();

it('shows the reference on a hosted page, and no switch', async () => {
  const page = await open(hosted.url + pages.en);
  expect(await latency(page).locator('svg:visible').count()).toBe(1);
  expect(await latency(page).locator('button').count()).toBe(0);
  expect(await latency(page).locator('figcaption').innerText()).toContain('npm run bench');
  // The same in figures, for whoever does not see it.
  await latency(page).locator('summary').click();
  expect(await latency(page).locator('table:visible td').count()).toBeGreaterThan(10);
});

it('shows the form that fits', async () => {
  for (const [width, form] of [
    [1440, 'wide'],
    [360, 'narrow'],
  ] as const) {
    const page = await open(hosted.url + pages.en, width);
    const shown = latency(page).locator('svg:visible');
    expect(await shown.count()).toBe(1);
    expect(await shown.getAttribute('class')).toContain(form);
    const letters = await shown.locator('text').evaluateAll((texts) =>
      texts.map((text) => {
        const { a } = (text as SVGTextElement).getScreenCTM() ?? { a: 0 };
        return a * Number.parseFloat(getComputedStyle(text).fontSize);
      }),
    );
    expect(Math.min(...letters), `at ${width} px`).toBeGreaterThanOrEqual(12);
  }
});

it('needs no script, and takes its colours from the page', async () => {
  const context = await browser.browser.newContext({ javaScriptEnabled: false });
  onTestFinished(() => context.close());
  const page = await context.newPage();
  await page.goto(hosted.url + pages.es);
  expect(await titleOf(page)).toMatch(/^Con WebRTC/);
  expect(await latency(page).locator('svg:visible').count()).toBe(1);
});

it.each(['/latency.html', '/scale.html', '/why-not-webrtc.html'])(
  '%s does not move while it loads',
  async (path) => {
    for (const width of [1440, 390]) {
      const address = `http://localhost:${settings.ports.site}${path}`;
      const shifts = [
        await measureLayoutShift(browser, hosted.url + path, width),
        await measureLayoutShift(browser, address, width),
      ];
      for (const shift of shifts) expect(shift, `at ${width} px`).toBeLessThanOrEqual(0.01);
    }
  },
);

it('offers the reader’s own run where there is one, and goes back', async () => {
  const address = `http://localhost:${settings.ports.site}`;
  const before = await open(address + pages.en);
  await before.waitForResponse(/\/api\/bench$/).catch(() => null);
  expect(await latency(before).locator('button').count()).toBe(0);

  await writeFile(benchResultsOf(settings), JSON.stringify(exampleResults));
  const page = await open(address + pages.en);
  const own = latency(page).getByRole('button', { name: 'Your machine' });
  await own.waitFor();
  const reference = await titleOf(page);
  expect(await own.getAttribute('aria-pressed')).toBe('false');
  await own.focus();
  await page.keyboard.press('Enter');
  await latency(page).locator('.own-part svg:visible').waitFor();
  expect(await titleOf(page)).toBe('WebRTC shows the camera after 64 ms, HLS after 3.2 to 13.0 s');
  expect(await latency(page).locator('figcaption:visible').innerText()).toContain(
    'Example processor',
  );
  await latency(page).locator('summary:visible').click();
  expect(await latency(page).locator('table:visible').innerText()).toContain('3.21 s');
  expect(await seriousViolations(page)).toEqual([]);
  // Every chart of the page is of the same run.
  const pressed = page.locator('.bench-part button[aria-pressed="true"]');
  expect(new Set(await pressed.allInnerTexts())).toEqual(new Set(['Your machine']));

  await latency(page).getByRole('button', { name: 'Reference' }).click();
  await latency(page).locator('.own-part').waitFor({ state: 'detached' });
  expect(await titleOf(page)).toBe(reference);
});

it('stands on the slide of what was measured, which says whose figures they are', async () => {
  const measured = (page: Page) => page.locator('#measured .slide');
  const open9 = async (site: string) => {
    const page = await open(`${site}/present/#measured`);
    await measured(page).waitFor();
    return page;
  };
  const hostedSlide = measured(await open9(hosted.url));
  expect(await hostedSlide.innerText()).toMatch(/npm run bench -- viewers[\s\S]*Reference: /);

  await writeFile(benchResultsOf(settings), JSON.stringify(exampleResults));
  const page = await open9(`http://localhost:${settings.ports.site}`);
  await measured(page).getByText('Your machine: Example processor').waitFor();
  const words = await measured(page).innerText();
  expect(words).toContain('338 ms');
  expect(words).toContain('3.5 ms');
  expect(words).toContain('97 to 1');
  const [hot = 0, cool = 0] = await measured(page)
    .locator('.bar')
    .evaluateAll((bars) => bars.map((bar) => bar.getBoundingClientRect().width));
  // A bar is as long as its figure says, but never too thin to be seen.
  expect(hot / cool).toBeGreaterThan(50);
  expect(cool).toBeGreaterThan(2);
  const notes = await open(`http://localhost:${settings.ports.site}/present/notes.html#measured`);
  await notes.getByText('Janus took 338 ms of processor').waitFor();
});

it('is in the page’s language', async () => {
  await writeFile(benchResultsOf(settings), JSON.stringify(exampleResults));
  const page = await open(`http://localhost:${settings.ports.site}${pages.es}`);
  await latency(page).getByRole('button', { name: 'Tu máquina' }).click();
  await latency(page).locator('.own-part svg:visible').waitFor();
  expect(await titleOf(page)).toMatch(/^Con WebRTC, la cámara se ve 64 ms después/);
});
