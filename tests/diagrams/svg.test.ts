/** What holds for every rendered SVG, and what the pages rely on in the live one. */
import { describe, expect, test } from 'vitest';
import { liveDiagrams } from '../../scripts/diagrams/catalog.ts';
import { widestForPhone } from '../../scripts/diagrams/render-diagram.ts';
import { languages } from '../../scripts/language/text.ts';
import { hopIds } from '../../scripts/stack/status.ts';
import { renderedSvgs, valuesOf } from './rendered-svg.ts';

const all = renderedSvgs();
const live = all.filter(({ source }) => liveDiagrams.includes(source.name));
const largestBytes = 12_000;

describe.each(all.map((each) => [each.file, each] as const))('%s', (_, { source, svg }) => {
  test('has words of its own and no foreign content', () => {
    expect(svg).not.toMatch(/<foreignObject|<script|<image|https?:\/\/(?!www\.w3\.org\/2000\/svg)/);
    expect(svg).toMatch(/<text class="name"/);
  });

  test('is small, and nothing in it is a Vue expression', () => {
    expect(Buffer.byteLength(svg)).toBeLessThanOrEqual(largestBytes);
    expect(svg).not.toContain('{{');
  });

  test('says what it shows', () => {
    const [labelledBy = ''] = valuesOf('aria-labelledby', svg);
    expect(svg).toMatch(/<svg [^>]*role="img"/);
    for (const id of labelledBy.split(' '))
      expect(svg).toMatch(new RegExp(`id="${id}">[^<]{10,}<`));
    const spoken = /accDescr: (.*)/.exec(source.text)?.[1] ?? 'no description';
    expect(svg).toContain(spoken);
  });
});

test('every diagram has a form that fits a phone', () => {
  const widths = new Map<string, number>();
  for (const { source, svg } of all) {
    const key = `${source.name}.${source.language}`;
    const width = Number(valuesOf('width', svg)[0]);
    widths.set(key, Math.min(width, widths.get(key) ?? Number.POSITIVE_INFINITY));
  }
  const tooWide = [...widths].filter(([, width]) => width > widestForPhone);
  expect(tooWide).toEqual([]);
});

test.each(languages)('several live on one page (%s): no id is used twice', (language) => {
  const ids = all
    .filter(({ source }) => source.language === language)
    .flatMap(({ svg }) => valuesOf('id', svg));
  expect(ids.length).toBeGreaterThan(0);
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
});

test('nodes and arrows have the same ids in every language and form', () => {
  const idsOf = new Map<string, string>();
  const different: string[] = [];
  for (const { source, file, svg } of all) {
    const ids = [...new Set(valuesOf('data-id', svg))].toSorted().join(' ');
    const first = idsOf.get(source.name) ?? ids;
    idsOf.set(source.name, first);
    if (ids !== first) different.push(`${file}: ${ids} instead of ${first}`);
  }
  expect(different).toEqual([]);
});

describe.each(live.map((each) => [each.file, each] as const))('%s, live', (_, { svg }) => {
  test('has every hop of the status, and no other', () => {
    expect(new Set(valuesOf('data-hop', svg))).toEqual(new Set(hopIds));
  });

  test.each(hopIds)('%s has a light and one empty line for its figure', (hop) => {
    const parts = svg.split('\n').filter((line) => line.includes(`data-hop="${hop}"`));
    const markup = parts.join('');
    expect(markup.match(/<text class="figure"[^>]*><\/text>/g)).toHaveLength(1);
    expect(markup.match(/class="mark"/g)).toHaveLength(1);
  });
});

test('each live diagram is there, wide and narrow, in every language', () => {
  expect(live).toHaveLength(2 * languages.length * liveDiagrams.length);
});
