/** Whom the hints help: a reason that no check gives, or a hint that helps twice, would never be seen. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { folderOf, labs } from '../../../labs/catalog.ts';
import { hintFor } from '../../../scripts/labs/hint-for.ts';
import { repositoryRoot } from '../../../scripts/system/work-directory.ts';

const checks = join(repositoryRoot, 'scripts/checks');
const files = (await readdir(checks)).filter((name) => name.endsWith('.ts'));
const texts = await Promise.all(files.map((name) => readFile(join(checks, name), 'utf8')));
const allChecks = texts.join('\n');

test.each(labs.map((lab) => [folderOf(lab), lab] as const))('%s', async (_folder, lab) => {
  for (const hint of lab.hints) {
    for (const helped of hint.helps) {
      const [check = '', reason = null] = helped.split('/');
      if (reason !== null) expect(allChecks).toContain(`'${reason}'`);
      expect(hintFor(lab, check, reason), `${helped} is helped by an earlier hint`).toBe(hint);
    }
  }
});

test.each(labs.map((lab) => [folderOf(lab), lab] as const))(
  '%s: what the starter fails first has a hint, and nearly the answer is for who asks',
  (_folder, lab) => {
    const first = lab.checks.find(({ id }) => id in lab.starterFails)?.id ?? '';
    expect(hintFor(lab, first, lab.starterFails[first] ?? null)).toBeDefined();
    const answers = lab.hints.filter(({ en }) => en.startsWith('Nearly all of it'));
    expect(answers.flatMap(({ helps }) => helps)).toEqual([]);
  },
);

test('a hint for one reason is none for another; one for a check is for all but what any code can do', () => {
  const texts = { en: 'x', es: 'x' };
  const one = { ...texts, helps: ['first/some-reason'] };
  const two = { ...texts, helps: ['first'] };
  const lab = { hints: [one, two] };
  expect(hintFor(lab, 'first', 'some-reason')).toBe(one);
  expect(hintFor(lab, 'first', 'other-reason')).toBe(two);
  expect(hintFor(lab, 'first', 'never-returns')).toBeUndefined();
  expect(hintFor(lab, 'second', 'some-reason')).toBeUndefined();
});
