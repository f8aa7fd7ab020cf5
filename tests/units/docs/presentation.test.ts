/** The words of the presentation: whole, in both languages, short enough for a wall, and true to the pages. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { namedFigures } from '../../../docs/.vitepress/theme/present/measured/named-figures.ts';
import type { LitPart, Step } from '../../../docs/diagrams/presentation/step.ts';
import { steps } from '../../../docs/diagrams/presentation/steps.ts';
import { figure } from '../../../scripts/bench/report/figures.ts';
import { referenceResults } from '../../../scripts/bench/report/reference.ts';
import { type Language, languages, type Text } from '../../../scripts/language/text.ts';
import { repositoryRoot } from '../../../scripts/system/work-directory.ts';
import { readPage, sectionOf } from '../../docs/explained.ts';

const read = (path: string) => readFile(join(repositoryRoot, 'docs', path), 'utf8');

/** Every text below, with the way to it: `view.facts.0.words`. */
function textsIn(value: unknown, path = ''): { path: string; text: Text }[] {
  if (value === null || typeof value !== 'object') return [];
  if ('en' in value) return [{ path, text: value as Text }];
  return Object.entries(value).flatMap(([key, inner]) =>
    textsIn(inner, path === '' ? key : `${path}.${key}`),
  );
}

/** In the order of their letters, as a slide or a wall reads them. Longer lines wrap or are cut. */
const longest: [view: RegExp, letters: number][] = [
  [/^title$/, 34],
  [/^view\.facts\.\d\.label$/, 10],
  [/^view\.facts\.\d\.words$/, 32],
  [/^view\.concept$/, 80],
  [/^view\.halves\.\d\.purpose$/, 38],
  [/^view\.(columns|rows)\./, 24],
  [/^view\.(question|hint)$/, 60],
  [/^view\.sides\.\d\.(heading|lines)/, 38],
  [/^view\.what$/, 38],
  [/^view\.bars\./, 24],
  [/^view\.together$/, 40],
];

/** Shorter texts may be a name or a figure, and so the same in every language: `WebRTC`, `TCP (HTTP)`. */
const longestName = 16;

describe.each(steps)('$id', (step) => {
  const texts = textsIn(step);

  it('says everything in both languages', () => {
    for (const { path, text } of texts) {
      for (const language of languages) {
        expect(text[language].trim(), `${path} (${language})`).toBe(text[language]);
        expect(text[language], `${path} (${language})`).not.toMatch(/^$|TODO/);
      }
      if (text.en.length > longestName) expect(text.es, path).not.toBe(text.en);
    }
  });

  it('fits its slide', () => {
    for (const { path, text } of texts.filter(({ path: way }) => !way.startsWith('notes.'))) {
      const letters = longest.find(([way]) => way.test(path))?.[1] ?? longestName;
      for (const language of languages) {
        const { length } = [...text[language]];
        expect(length, `${path}: ${text[language]}`).toBeLessThanOrEqual(letters);
      }
    }
  });

  it('has something to tell, to do and to ask', () => {
    const { minutes, narrative, toDo, questions } = step.notes;
    expect(minutes).toBeGreaterThan(0);
    for (const part of [narrative, toDo, questions]) expect(part).not.toHaveLength(0);
  });

  it.each(languages)('lights what is in the diagram, %s', async (language) => {
    const { nodes, arrows } = await partsOfDiagram(language);
    expect([...nodes, ...arrows]).toEqual(expect.arrayContaining([...step.lit]));
    expect(nodes.filter((node) => step.lit.includes(node as LitPart))).not.toHaveLength(0);
  });
});

async function partsOfDiagram(language: Language) {
  const source = await read(`diagrams/presentation.${language}.mmd`);
  const all = (pattern: RegExp) => [...source.matchAll(pattern)].map(([, id = '']) => id);
  return { nodes: all(/^\s*(\w+)\["/gm), arrows: all(/ (\w+)@-->/g) };
}

it('has a digit for every step, and the stations at theirs', () => {
  expect(steps.length).toBeLessThanOrEqual(10);
  expect(new Set(steps.map(({ id }) => id)).size).toBe(steps.length);
  const stations = steps.flatMap(({ view }, place) =>
    view.kind === 'station' ? [[place, view.number]] : [],
  );
  expect(stations).toEqual([1, 2, 3, 4, 5].map((place) => [place, place]));
});

it('leaves room on a slide: two to four facts, two or three lines a side', () => {
  for (const { id, view } of steps) {
    if (view.kind === 'station') expect([2, 3, 4], id).toContain(view.facts.length);
    if (view.kind !== 'answer') continue;
    for (const { lines } of view.sides) expect([2, 3], id).toContain(lines.length);
  }
});

it('shows each live demonstration once', () => {
  const shown = steps.flatMap(({ view }) => (view.kind === 'station' ? [view.demonstration] : []));
  expect(new Set(shown).size).toBe(shown.length);
});

describe.each(languages)('the pages, %s', (language) => {
  it('tell how long the presentation takes', async () => {
    const minutes = (part: readonly Step[]) =>
      part.reduce((sum, { notes }) => sum + notes.minutes, 0);
    const stations = steps.findLastIndex(({ view }) => view.kind === 'station') + 1;
    const told = minutesIn(sectionOf(await readPage('instructors', language), 'present'));
    const parts = [steps, steps.slice(0, stations), steps.slice(stations)];
    expect(told).toEqual(expect.arrayContaining(parts.map(minutes)));
  });
});

describe('what was measured', () => {
  const results = referenceResults();

  it('stands in the steps by its name, and the reference knows every name', () => {
    const names = namedFigures(steps);
    expect(names).toEqual(expect.arrayContaining(['viewers.ratio', 'viewers.webrtc.cpu']));
    for (const name of names) expect(figure(results, name, 'en'), name).toMatch(/\d/);
  });

  it('is the same figure in both languages of a text', () => {
    for (const { path, text } of steps.flatMap((step) => textsIn(step))) {
      const [english, spanish] = languages.map((language) =>
        [...text[language].matchAll(/@\[figure\]\(([^)]*)\)/g)].map(([, name]) => name).toSorted(),
      );
      expect(spanish, path).toEqual(english);
    }
  });

  it('is in one unit for all bars of a slide', () => {
    for (const { id, view } of steps) {
      if (view.kind !== 'measured') continue;
      for (const language of languages) {
        const written = view.bars.map((bar) => figure(results, bar.figure, language));
        const units = new Set(written.map((text) => text.replace(/^[\d.,]+/, '')));
        expect(units.size, `${id}: ${written.join(', ')}`).toBe(1);
      }
    }
  });
});

const minutesIn = (text: string) =>
  [...text.matchAll(/(\d+) (?:minutes|minutos)/g)].map(([, number]) => Number(number));
