/** The words of the pages: the same keys, both languages, and no drift from the HTML. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Text } from '../../scripts/language/text.ts';
import { problemText } from '../../scripts/pages/publisher/problems.ts';
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
  const tables = [...Object.values(publisher), ...Object.values(viewer)].filter(
    (table) => typeof table === 'object',
  );
  it.each(tables.flatMap((table) => Object.entries<Text>(table)))('%s is whole', (_key, text) => {
    expect(text.en.trim()).not.toBe('');
    expect(text.es.trim()).not.toBe('');
    // An ellipsis, a question or a full stop ends both or neither.
    const ends = (words: string) => /[.…?]$/.exec(words)?.[0];
    expect(ends(text.es)).toBe(ends(text.en));
  });
});

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

  it('knows the errors of the camera', () => {
    expect(problemText(new DOMException('', 'NotAllowedError')).es).toMatch(/permiso/);
  });
});
