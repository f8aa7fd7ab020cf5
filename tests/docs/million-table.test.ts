/** The table to a million viewers, in the built site. */
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { seriousViolations } from '../support/accessibility.ts';
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

const languages = [
  { path: '/scale.html', label: 'Viewers at one time', answer: /A whole number from 1 to 10,000/ },
  { path: '/es/scale.html', label: 'Espectadores a la vez', answer: /Un número entero de 1 a/ },
] as const;

interface OpenTable {
  page: Page;
  /** The figures of one row, HLS first. */
  row(name: string): Promise<string[]>;
  box(label: string): Locator;
}

async function openTable(path: string): Promise<OpenTable> {
  const page = await browser.open(site.url + path);
  onTestFinished(() => page.close());
  const box = (label: string) => page.locator('.million').getByLabel(label, { exact: true });
  // Boxes are open for writing once the script has taken the page over.
  await page.locator('.million input:not([readonly])').first().waitFor();
  return {
    ...{ page, box },
    row: (name) => page.locator(`.million [data-row="${name}"] td`).allInnerTexts(),
  };
}

it.each(languages)('$path: other viewers, other results', async ({ path, label }) => {
  const { page, box, row } = await openTable(path);
  expect(await box(label).inputValue()).toBe('1,000,000');
  expect(await row('hit-ratio')).toEqual(['99.98 %', '0 %']);
  const [before = '', found = ''] = [
    (await row('total'))[1],
    await page.locator('.million .finding').innerText(),
  ];
  await box(label).fill('2000000');
  await box(label).press('Enter');
  expect(await box(label).inputValue()).toBe('2,000,000');
  expect(await row('hit-ratio')).toEqual(['99.99 %', '0 %']);
  const doubled = numberOf((await row('total'))[1]) / numberOf(before);
  expect(doubled).toBeCloseTo(2, 1);
  expect(await page.locator('.million .finding').innerText()).not.toBe(found);

  await page.locator('.million button').click();
  expect(await box(label).inputValue()).toBe('1,000,000');
  expect((await row('total'))[1]).toBe(before);
});

it.each(languages)('$path: a senseless number changes nothing', async ({ path, label, answer }) => {
  const { page, box, row } = await openTable(path);
  const before = await row('total');
  for (const text of ['', 'many', '-5', '1.5']) {
    await box(label).fill(text);
    await box(label).blur();
    expect(await page.locator('.million .problem:not(:empty)').allInnerTexts()).toEqual([
      expect.stringMatching(answer),
    ]);
    expect(await box(label).getAttribute('aria-invalid')).toBe('true');
    expect(await row('total')).toEqual(before);
  }
  expect(await seriousViolations(page)).toEqual([]);
  await box(label).fill('100');
  expect(await page.locator('.million .problem:not(:empty)').count()).toBe(0);
  expect(await row('total')).not.toEqual(before);
});

it('begins with what the reference run measured, and every box counts', async () => {
  const { page, row } = await openTable('/scale.html');
  for (const input of await page.locator('.million input').all()) {
    const name = await input.getAttribute('name');
    const before = await page.locator('.million-results').innerText();
    const value = numberOf(await input.inputValue());
    expect(value, name ?? '').toBeGreaterThan(0);
    await input.fill(String(value * 3));
    expect(await page.locator('.million-results').innerText(), name ?? '').not.toBe(before);
    await page.locator('.million button').click();
    expect(await page.locator('.million-results').innerText(), name ?? '').toBe(before);
  }
  expect(await row('own-cores')).toHaveLength(2);
});

it('is a table without JavaScript', async () => {
  const context = await browser.browser.newContext({ javaScriptEnabled: false });
  onTestFinished(() => context.close());
  const page = await context.newPage();
  await page.goto(`${site.url}/es/scale.html`);
  const total = page.locator('.million [data-row="total"] td');
  expect(await total.allInnerTexts()).toEqual([
    expect.stringMatching(/\d/),
    expect.stringMatching(/\d/),
  ]);
  expect(await page.locator('.million noscript').isVisible()).toBe(true);
  expect(await page.getByLabel('Espectadores a la vez').getAttribute('readonly')).not.toBeNull();
});

function numberOf(text = ''): number {
  return Number(text.replaceAll(',', ''));
}
