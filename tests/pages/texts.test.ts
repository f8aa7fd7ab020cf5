/** The words of the pages: the same keys, both languages, and no drift from the HTML. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { stateWords, words } from '../../docs/.vitepress/theme/diagram/hop-words.ts';
import { texts as live } from '../../docs/.vitepress/theme/live/texts.ts';
import { texts as demonstrations } from '../../docs/.vitepress/theme/present/demonstrations/texts.ts';
import { texts as present } from '../../docs/.vitepress/theme/present/texts.ts';
import type { Text } from '../../scripts/language/text.ts';
import { problemText, stageProblems } from '../../scripts/pages/publisher/problems.ts';
import * as publisher from '../../scripts/pages/publisher/texts.ts';
import * as viewer from '../../scripts/pages/viewer/texts.ts';
import { repositoryRoot } from '../../scripts/system/work-directory.ts';

const pages = join(repositoryRoot, 'scripts/pages');

describe.each([
  ['publisher', publisher.texts],
  ['viewer', viewer.texts],
] as [string, Record<string, Text>][])('the %s page', (name, texts) => {
  it('shows the English words of its table before the script runs', async () => {
    const html = await readFile(join(pages, name, 'index.html'), 'utf8');
    const shown = [...html.matchAll(/data-text="(\w+)"[^>]*>([^<]+)</g)];
    expect(shown.length).toBeGreaterThan(5);
    for (const [, key = '', words] of shown) expect(words, key).toBe(texts[key]?.en);
  });
});

describe('every text', () => {
  const tables = [
    ...Object.values(publisher),
    ...Object.values(viewer),
    ...[demonstrations, live, present, words, stateWords],
  ];
  it.each(tables.flatMap((table) => textsIn(table)))('%s is whole', (_key, text) => {
    expect(text.en.trim()).not.toBe('');
    expect(text.es.trim()).not.toBe('');
    // An ellipsis, a question or a full stop ends both or neither.
    const ends = (words: string) => /[.…?]$/.exec(words)?.[0];
    expect(ends(text.es)).toBe(ends(text.en));
  });
});

/** Of a table and the tables in it, by key; what is made up when it is said is left out. */
function textsIn(table: object): [key: string, text: Text][] {
  return Object.entries(table).flatMap(([key, entry]): [string, Text][] => {
    if (typeof entry !== 'object') return [];
    return 'en' in entry ? [[key, entry]] : textsIn(entry);
  });
}

describe('problemText', () => {
  it.each([
    ['This browser cannot send H.264.', /Chrome/],
    ['Janus cannot be reached: Lost connection to the server (is it down?)', /^Janus went away/],
    ['Janus cannot be reached: Error connecting', /npm start/],
    ['No media connection within 15 s.', /firewall/],
    ['Something new.', /Something new\./],
  ])('knows what to say of "%s"', (message, words) => {
    const text = problemText(new Error(message));
    expect(text.en).toMatch(words);
    expect(text.es).not.toBe(text.en);
  });

  it('has an entry for every message of stage 01, and none that it never gives', async () => {
    const stage = await readFile(
      join(repositoryRoot, 'solutions/01-publisher/publisher.ts'),
      'utf8',
    );
    const messages = [...stage.matchAll(/(?:close|new Error)\(['`]([A-Z][^'`$]+)/g)].map(
      ([, message = '']) => message,
    );
    expect(messages.length).toBeGreaterThan(5);
    for (const message of messages) {
      expect(problemText(new Error(message)).en, message).not.toMatch(/^It failed/);
    }
    for (const [start] of stageProblems) {
      // What follows a colon is janus.js's own.
      const own = start.replace(/:.+/, ':');
      expect(
        messages.some((message) => message.startsWith(own)),
        start,
      ).toBe(true);
    }
  });

  it('knows the errors of the camera', () => {
    expect(problemText(new DOMException('', 'NotAllowedError')).es).toMatch(/permiso/);
  });
});
