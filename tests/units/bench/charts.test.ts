/** Charts as SVG: whole, in both languages, in the house's colours, and the same every time. */
import { describe, expect, it } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { letterUnits } from '../../../scripts/bench/report/charts/frame.ts';
import { chartFile, inlineChart } from '../../../scripts/bench/report/charts.ts';
import { finding } from '../../../scripts/bench/report/findings.ts';
import { partNames } from '../../../scripts/bench/report/names.ts';
import { reportTables } from '../../../scripts/bench/report/tables.ts';
import { type Language, languages } from '../../../scripts/language/text.ts';
import { exampleResults } from './example-results.ts';

const cases = partNames.flatMap((part) => languages.map((language) => ({ part, language })));

/** The narrow form is drawn for a screen of 360 pixels, less VitePress's margins. */
const phonePixels = 312;

const formsOf = (html: string) => html.match(/<svg [\s\S]*?<\/svg>/g) ?? [];
const wordsOf = (svg: string) =>
  [...svg.matchAll(/<text (?<look>[^>]*)>(?<words>[^<]*)<\/text>/g)].map(({ groups }) => ({
    look: groups?.look ?? '',
    words: groups?.words ?? '',
  }));
const plainWords = (words: string) => words.replaceAll('\u00a0', ' ');

describe.each(cases)('$part, $language', ({ part, language }) => {
  const file = chartFile(exampleResults, part, language);
  const html = inlineChart(exampleResults, part, language, 'own');

  it('is well-formed, by itself and on a page', async () => {
    for (const contents of [file, ...formsOf(html)]) {
      const xml = [{ fileName: 'chart.svg', contents }];
      const { errors } = await validateXML({ xml, normalization: 'format' });
      expect(errors.map(({ message }) => message)).toEqual([]);
    }
  });

  it('has a title that says what was found, and words for whoever does not see it', () => {
    const title = finding(exampleResults, part, language);
    for (const svg of [file, ...formsOf(html)]) {
      const [, labels = ''] = / role="img" aria-labelledby="([^"]+)"/.exec(svg) ?? [];
      const said = labels
        .split(' ')
        .map((id) => new RegExp(`id="${id}">([^<]+)<`).exec(svg)?.[1] ?? '');
      expect(said[0]).toBe(title);
      expect(said[1]?.length).toBeGreaterThan(40);
      const written = wordsOf(svg).map(({ words }) => plainWords(words));
      expect(written.join(' ')).toContain(title);
    }
  });

  it('writes no figure that its table does not have', () => {
    const cells = reportTables(exampleResults, part, language).flatMap(({ rows }) =>
      rows.flatMap((row) => row.map(({ text }) => text)),
    );
    const [wide = ''] = formsOf(html);
    const marked = wordsOf(wide).filter(({ look }) => /14px.*font-weight:bold/.test(look));
    const figures = marked.flatMap(({ words }) => /[+−]?\d.*/.exec(words)?.[0] ?? []);
    expect(figures.length).toBeGreaterThan(0);
    for (const figure of figures) expect(cells).toContain(figure);
  });

  it('is drawn in the colours of the house alone, and by itself knows them', () => {
    const others = html.replaceAll(/var\(--house-\w+,#\w{6}\)/g, '');
    expect(others.match(/"(#[0-9a-f]{3,6}|rgba?\([^)]*\))"/g)).toBeNull();
    expect(html).not.toContain('<style');
    expect(file).toContain('@media (prefers-color-scheme:dark)');
  });

  it('can be read on a phone', () => {
    for (const [form, svg] of formsOf(html).entries()) {
      const width = Number(/viewBox="0 0 (\d+) /.exec(svg)?.[1]);
      const place = form === 0 ? 560 : phonePixels;
      const sizes = wordsOf(svg).map(({ look }) => Number(/([\d.]+)px/.exec(look)?.[1]));
      expect(sizes.length).toBeGreaterThan(3);
      expect(Math.min(...sizes)).toBe(letterUnits);
      expect((Math.min(...sizes) * Math.min(1, place / width)).toFixed(1)).toSatisfy(
        (pixels: string) => Number(pixels) >= 12,
      );
    }
  });

  it('is the same every time', () => {
    expect(chartFile(exampleResults, part, language)).toBe(file);
    expect(inlineChart(exampleResults, part, language, 'own')).toBe(html);
  });
});

it.each(languages)(
  'uses no id twice on a page that shows all of them, %s',
  (language: Language) => {
    const owners = ['own', 'reference'] as const;
    const page = owners
      .flatMap((owner) =>
        partNames.map((part) => inlineChart(exampleResults, part, language, owner)),
      )
      .join('');
    const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(ids.length).toBeGreaterThan(20);
    expect(new Set(ids).size).toBe(ids.length);
  },
);

it('says so where nothing was measured', () => {
  const { machine, version } = exampleResults;
  expect(() => chartFile({ machine, version }, 'viewers', 'en')).toThrow(/Nothing was measured/);
});
