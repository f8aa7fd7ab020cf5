/** The style says the same as the code that measured, and everybody can read it. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { wideFrom } from '../../scripts/diagrams/inline-diagram.ts';
import { letterSizes } from '../../scripts/diagrams/letter-sizes.ts';
import { standaloneStyle } from '../../scripts/diagrams/style.ts';
import { repositoryRoot } from '../../scripts/system/work-directory.ts';
import { contrastRatio, type Rgb, rgbOfHex } from '../support/contrast.ts';

const pageStyle = readFileSync(
  `${repositoryRoot}/docs/.vitepress/theme/style/diagram-page.css`,
  'utf8',
);
const style = standaloneStyle();

test('letters are as large as they were measured', () => {
  const pixels = (kind: keyof typeof letterSizes) => / (\d+)px /.exec(letterSizes[kind].font)?.[1];
  expect(style).toContain(
    `.diagram-art text{fill:var(--house-text);font-size:${pixels('text')}px}`,
  );
  expect(style).toContain(`.diagram-art .name{font-size:${pixels('name')}px`);
  expect(style).toContain(`.diagram-art .code{font:${pixels('code')}px`);
  expect(style).toMatch(new RegExp(`\\.diagram-art \\.lab\\{[^}]*font-size:${pixels('lab')}px`));
  expect(pixels('figure')).toBe(pixels('text'));
});

test('the page switches forms where the markup says', () => {
  const switches = [
    ...pageStyle.matchAll(/max-width: ([\d.]+)px\) \{\s*\.diagram\.wide-from-(\d+)/g),
  ];
  expect(switches.map(([, , step]) => Number(step))).toEqual([...wideFrom]);
  for (const [, width, step] of switches) expect(Number(width)).toBeCloseTo(Number(step), 1);
});

test('a file by itself follows the system, and knows nothing of the page around it', () => {
  expect(style).toContain('@media (prefers-color-scheme:dark)');
  expect(style).not.toMatch(/\[data-state=|@container|@import|\.dark /);
});

describe.each([
  ['light', /^\.diagram-art\{([^}]*)\}/],
  ['dark', /prefers-color-scheme:dark\)\{\.diagram-art\{([^}]*)\}/],
])('%s colours', (_, pattern) => {
  const block = pattern.exec(style)?.[1] ?? '';
  const colours = Object.fromEntries(
    [...block.matchAll(/--house-(\w+):(#\w{6})/g)].map(([, name = '', value = '']) => [
      name,
      value,
    ]),
  );
  const colour = (name: string) => rgbOfHex(colours[name] ?? '');
  // The field of the fast half lies upon the page, and is a tenth accent.
  const [page, accent] = [colour('page'), colour('accent')];
  const mixed = (part: 0 | 1 | 2) => page[part] * 0.9 + accent[part] * 0.1;
  const field: Rgb = [mixed(0), mixed(1), mixed(2)];

  test.each(['text', 'quiet', 'accent', 'good', 'busy', 'bad'])('%s can be read', (name) => {
    const ink = colour(name);
    expect(contrastRatio(ink, colour('panel'))).toBeGreaterThanOrEqual(4.5);
    expect(contrastRatio(ink, page)).toBeGreaterThanOrEqual(4.5);
    expect(contrastRatio(ink, field)).toBeGreaterThanOrEqual(
      ['text', 'quiet'].includes(name) ? 4.5 : 3,
    );
  });
});
