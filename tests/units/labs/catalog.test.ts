/** What the catalog's schema refuses. What it holds is tested lab by lab, and by the gate. */
import { expect, test } from 'vitest';
import { catalogSchema, findLab, folderOf, labs } from '../../../labs/catalog.ts';
import type { Lab } from '../../../labs/lab.ts';

const [first] = labs as [Lab];

const refusalOf = (changes: Record<string, unknown>) =>
  catalogSchema.safeParse([{ ...first, after: [], ...changes }]).error?.issues[0]?.message;

const text = { en: 'x', es: 'x' };
const check = { id: 'one', title: text, points: 1 };

test.each([
  ['a hint without words', { hints: [text, text, { en: ' ', es: 'x' }] }, /Too small/],
  ['a hint in one language', { hints: [text, text, { en: 'x' }] }, /expected string/],
  ['two hints', { hints: [text, text] }, /Too small/],
  [
    'a hint that helps with what is no check',
    { hints: [text, text, { ...text, helps: ['no-such/reason'] }] },
    /helps with "no-such", which is no check/,
  ],
  ['two checks of one name', { checks: [check, check] }, /two checks have one name/],
  [
    'a check that needs a later one',
    {
      checks: [
        { ...check, needs: ['two'] },
        { ...check, id: 'two' },
      ],
    },
    /needs "two"/,
  ],
  ['a starter that fails nothing', { starterFails: {} }, /fails no check/],
  [
    'a starter that fails what is no check',
    { starterFails: { 'no-such': 'x' } },
    /which is no check/,
  ],
  ['a lab after one that is none', { after: ['nowhere'] }, /no earlier lab/],
  ['a word too many', { extra: 1 }, /Unrecognized key/],
])('%s is refused', (_what, changes, message) => {
  expect(refusalOf(changes)).toMatch(message);
});

test('two labs of one slug are refused', () => {
  const twice = [first, { ...first, number: first.number + 1 }];
  expect(catalogSchema.safeParse(twice).error?.issues[0]?.message).toMatch(/slug twice/);
});

test('a lab is found by its number, slug and folder', () => {
  for (const name of [String(first.number), `0${first.number}`, first.slug, folderOf(first)]) {
    expect(findLab(name)).toBe(first);
  }
  expect(findLab('99')).toBeUndefined();
});
