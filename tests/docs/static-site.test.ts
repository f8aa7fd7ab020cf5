/** The site as it is hosted anywhere: calm, light, still, and readable without JavaScript. */
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { folderOf, labs } from '../../labs/catalog.ts';
import { launchBrowser, type TestBrowser } from '../support/browser.ts';
import { measureLayoutShift } from '../support/layout-shift.ts';
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

const labPages = labs.map((lab) => `/labs/${folderOf(lab)}.html`);

async function openPage(path: string): Promise<Page> {
  const page = await browser.open(site.url + path);
  onTestFinished(() => page.close());
  return page;
}

it.each([
  ['/labs/05-nginx.html', 'npm run lab 5'],
  ['/es/labs/05-nginx.html', 'npm run lab 5'],
  ['/architecture.html', 'npm start'],
])('%s says calmly what works only on one’s own machine', async (path, command) => {
  const page = await openPage(path);
  const notice = page.locator('.local-notice, .live-diagram .offline').filter({ hasText: command });
  expect(await notice.first().isVisible()).toBe(true);
  expect(await page.locator('.lab-check button, .own-stage iframe').count()).toBe(0);
});

it.each(labPages)('%s loads at most 120 kB of JavaScript, gzipped', async (path) => {
  const page = await browser.context.newPage();
  onTestFinished(() => page.close());
  const scripts: Promise<Buffer>[] = [];
  page.on('response', (response) => {
    // VitePress fetches the pages ahead that this one links to, when it has nothing else to do.
    const isAhead = response.request().resourceType() !== 'script';
    if (/\.js($|\?)/.test(response.url()) && !isAhead) scripts.push(response.body());
  });
  await page.goto(site.url + path, { waitUntil: 'networkidle' });
  const bytes = (await Promise.all(scripts)).reduce((sum, body) => sum + gzipSync(body).length, 0);
  console.log(`${path}: ${(bytes / 1_000).toFixed(1)} kB of JavaScript, gzipped`);
  expect(scripts.length).toBeGreaterThan(2);
  expect(bytes).toBeLessThanOrEqual(120_000);
});

it.each(labPages)('%s does not move while it loads', async (path) => {
  for (const width of [1440, 390]) {
    const shift = await measureLayoutShift(browser, site.url + path, width);
    expect(shift, `at ${width} px`).toBeLessThanOrEqual(0.01);
  }
});

it('shows the outline where it stays, while the text is still on its way', async () => {
  const context = await browser.browser.newContext({
    javaScriptEnabled: false,
    viewport: { width: 1440, height: 900 },
  });
  onTestFinished(() => context.close());
  const page = await context.newPage();
  const outline = page.locator('.VPDoc .aside-container');
  await page.goto(`${site.url}/latency.html`);
  const whole = await outline.boundingBox();
  await page.route('**/latency.html', async (route) => {
    const html = await (await route.fetch()).text();
    const [begin = ''] = html.split(/<div class="content"[^>]*><div class="content-container"/);
    expect(begin.length).toBeLessThan(html.length);
    await route.fulfill({ contentType: 'text/html', body: begin });
  });
  await page.reload();
  expect(await page.locator('h1').count()).toBe(0);
  expect(await outline.boundingBox()).toEqual(whole);
});

it('is read without JavaScript', async () => {
  const context = await browser.browser.newContext({ javaScriptEnabled: false });
  onTestFinished(() => context.close());
  const page = await context.newPage();
  await page.goto(`${site.url}/labs/05-nginx.html`);
  expect(await page.locator('h1').innerText()).toContain('Lab 05');
  expect(await page.locator('svg.diagram-art').first().isVisible()).toBe(true);
  const hint = page.locator('details.hint').first();
  expect(await hint.locator('p').isVisible()).toBe(false);
  await hint.locator('summary').click();
  expect(await hint.locator('p').isVisible()).toBe(true);
  await page.locator('.prev-next a, a.pager-link').last().click();
  await page.waitForURL('**/labs/06-viewer.html');
});

it('finds a word with the keyboard, and goes there', async () => {
  const page = await openPage('/es/');
  const input = page.locator('#localsearch-input');
  // A key pressed before the page listens is lost.
  await expect
    .poll(
      async () => {
        await page.keyboard.press('Control+k');
        return input.isVisible();
      },
      { timeout: 10_000, interval: 250 },
    )
    .toBe(true);
  await input.fill('discontinuidad');
  // Enter goes to the result that is selected, and to none before one is.
  await page.locator('#localsearch-list .result.selected').waitFor();
  await page.keyboard.press('Enter');
  await page.waitForURL('**/es/**.html**');
});

it('leads from a page to the same page in the other language', async () => {
  const page = await openPage('/reference/nginx.html');
  await page.locator('.VPNavBarTranslations button').hover();
  await page.getByRole('link', { name: 'Español' }).first().click();
  await page.waitForURL('**/es/reference/nginx.html');
  // The address changes before the page does.
  await page.locator('html[lang="es"]').waitFor({ state: 'attached' });
});
