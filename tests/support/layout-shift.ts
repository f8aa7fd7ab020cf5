import type { TestBrowser } from './browser.ts';

/**
 * The cumulative layout shift (web.dev/cls) of a page while it loads and comes to rest. It is read
 * when the page asks for nothing more and its fonts are there.
 */
export async function measureLayoutShift(
  browser: TestBrowser,
  url: string,
  width: number,
): Promise<number> {
  // A context of its own: what the last one had in its cache would hide what a reader sees.
  const context = await browser.browser.newContext({ viewport: { width, height: 900 } });
  try {
    const page = await context.newPage();
    await page.addInitScript(() => {
      const seen = { shift: 0 };
      Object.assign(window, { layoutShifts: seen });
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries() as (PerformanceEntry & { value: number })[]) {
          seen.shift += entry.value;
        }
      }).observe({ type: 'layout-shift', buffered: true });
    });
    await page.goto(url, { waitUntil: 'networkidle' });
    return await page.evaluate(async () => {
      await document.fonts.ready;
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0)));
      return (window as unknown as { layoutShifts: { shift: number } }).layoutShifts.shift;
    });
  } finally {
    await context.close();
  }
}
