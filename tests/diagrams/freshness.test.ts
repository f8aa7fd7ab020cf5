/** The rendered files are those of today's sources. Needs no browser. */
import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { diagramSources, renderedFolder } from '../../scripts/diagrams/catalog.ts';
import { manifestKey, readManifest, staleness } from '../../scripts/diagrams/manifest.ts';
import { languages } from '../../scripts/language/text.ts';

const sources = diagramSources();
const manifest = readManifest();
const [example] = sources;
if (!example) throw new Error('There are no diagrams.');
const entry = manifest[manifestKey(example)];
if (!entry) throw new Error(`${manifestKey(example)} was never rendered.`);
const [file = ''] = Object.keys(entry.files);

const withEntry = (changed: Partial<typeof entry>) => ({
  [manifestKey(example)]: { ...entry, ...changed },
});

test.each(sources.map((source) => [manifestKey(source), source] as const))(
  '%s is up to date (else: npm run diagrams)',
  (_, source) => {
    expect(staleness(source, manifest)).toBeNull();
  },
);

test('every diagram exists in every language', () => {
  const names = [...new Set(sources.map(({ name }) => name))];
  const wanted = names.flatMap((name) => languages.map((language) => `${name}.${language}`));
  expect(sources.map(manifestKey).toSorted()).toEqual(wanted.toSorted());
});

test('nothing is left over of a diagram that is gone', () => {
  const rendered = Object.values(manifest).flatMap(({ files }) => Object.keys(files));
  expect(readdirSync(renderedFolder).toSorted()).toEqual(rendered.toSorted());
  expect(Object.keys(manifest)).toEqual(sources.map(manifestKey).toSorted());
});

test('a change of the source is noticed', () => {
  const changed = { ...example, text: `${example.text}\n%% one more line` };
  expect(staleness(changed, manifest)).toBe('was rendered from something else');
});

test('a rendered file that is missing is noticed', () => {
  const files = { ...entry.files, 'not-there.svg': entry.madeFrom };
  expect(staleness(example, withEntry({ files }))).toBe('not-there.svg is missing');
});

test('a rendered file that was edited is noticed', () => {
  const files = { ...entry.files, [file]: entry.madeFrom };
  expect(staleness(example, withEntry({ files }))).toBe(`${file} was changed by hand`);
});

test('a diagram that was never rendered is noticed', () => {
  expect(staleness(example, {})).toBe('was never rendered');
});
