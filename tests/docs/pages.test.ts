/** The two trees of pages say the same: the same pages, in the same order of parts. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { homePage, pageGroups } from '../../docs/.vitepress/pages.ts';
import { repositoryRoot } from '../../scripts/system/work-directory.ts';

const docs = join(repositoryRoot, 'docs');
const pages = [homePage, ...pageGroups.flatMap((group) => group.pages)].map(({ path }) => path);

async function pagesBelow(folder: string): Promise<string[]> {
  const names = await readdir(join(docs, folder), { recursive: true });
  return names
    .filter((name) => name.endsWith('.md') && !(folder === '' && name.startsWith('es/')))
    .map((name) => name.replace(/\.md$/, ''))
    .toSorted();
}

it('has every page of the sidebar in both languages, and no other', async () => {
  expect(await pagesBelow('')).toEqual(pages.toSorted());
  expect(await pagesBelow('es')).toEqual(pages.toSorted());
});

/** What the reader of a page meets, whatever its language. */
interface Outline {
  /** Their levels, in their order. */
  headings: number[];
  /** Those that other pages may link to. A glossary's order is its language's own. */
  ids: string[];
  /** `@[code](…)` and its like. */
  expansions: string[];
  /** `@[figure](viewers.ratio)` within sentences, whose order is the language's own. */
  figures: string[];
  /** `<LabCheck lab="05-nginx" />` and its like. */
  components: string[];
  /** How many of each. */
  blocks: Record<string, number>;
  /** In the order in which they stand. */
  links: string[];
  hasDescription: boolean;
}

function outlineOf(source: string): Outline {
  const code = /^(`{3,})[^\n]*\n[\s\S]*?^\1$/gm;
  const text = source.replace(code, '');
  const all = (pattern: RegExp) => [...text.matchAll(pattern)].map(([, found = '']) => found);
  const count = (pattern: RegExp) => [...text.matchAll(pattern)].length;
  return {
    headings: all(/^(#{1,6}) /gm).map((marks) => marks.length),
    ids: all(/^#{1,6} .*\{#([\w-]+)\}$/gm).toSorted(),
    expansions: all(/^(@\[\w+\]\([^)]*\))$/gm),
    figures: all(/@\[figure\]\(([^)]*)\)/g).toSorted(),
    components: all(/^(<[A-Z]\w+[^>]*>)$/gm),
    blocks: {
      code: [...source.matchAll(code)].length,
      folded: count(/^<details/gm),
      rows: count(/^\|/gm),
      items: count(/^\s*(?:[-*]|\d+\.) /gm),
    },
    links: all(/\]\(((?:\.{0,2}\/|#|[\w-]+\.md)[^)]*)\)/g)
      .map((link) => link.replace(/#.*/, ''))
      .toSorted(),
    hasDescription: /^---\n[\s\S]*?^description: \S/m.test(source),
  };
}

describe.each(pages)('%s', (page) => {
  const read = (folder: string) => readFile(join(docs, folder, `${page}.md`), 'utf8');

  it('has the same parts in both languages', async () => {
    const [english, spanish] = [outlineOf(await read('')), outlineOf(await read('es'))];
    expect(spanish).toEqual(english);
    expect(english.headings[0]).toBe(1);
    expect(english.headings.filter((level) => level === 1)).toHaveLength(1);
    expect(english.hasDescription).toBe(true);
  });
});
