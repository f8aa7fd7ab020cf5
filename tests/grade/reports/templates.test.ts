/** The CI templates: nobody runs them here, so what can go stale in them is held to the code. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { labEntries, possiblePoints } from '../../../scripts/grade/lab-entries.ts';
import { languages } from '../../../scripts/language/text.ts';
import { repositoryRoot } from '../../../scripts/system/work-directory.ts';
import { readPage } from '../../docs/explained.ts';

const folder = join(repositoryRoot, 'scripts', 'grade', 'templates');
const names = await readdir(folder);
const template = (name: string) => readFile(join(folder, name), 'utf8');

test.each(names)(
  '%s pins every action by its commit, and says which version that is',
  async (name) => {
    const uses = [...(await template(name)).matchAll(/uses: (.*)/g)].map(([, action]) => action);
    expect(uses.length).toBeGreaterThan(1);
    for (const action of uses)
      expect(action).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+(\.\d+)*$/);
  },
);

test.each(names)('%s runs no npm script that is not there', async (name) => {
  const { scripts } = JSON.parse(await readFile(join(repositoryRoot, 'package.json'), 'utf8'));
  const text = await template(name);
  const run = [...text.matchAll(/npm (?:--prefix \w+ )?run ([\w:]+)/g)].map(([, script]) => script);
  expect(text).toMatch(/npm ci/);
  expect(run).toContain('grade');
  for (const script of run) expect(Object.keys(scripts)).toContain(script);
});

test('Classroom counts each lab once, with its points', async () => {
  const text = await template('classroom.yml');
  const steps = [
    ...text.matchAll(/id: (\w+)\n(?:.*\n)*?.*--labs (\S+) .*\n.*\n +max-score: (\d+)/g),
  ];
  expect(steps.map(([, , lab, points]) => [lab, Number(points)])).toEqual(
    labEntries.map((entry) => [entry.folder, possiblePoints(entry)]),
  );
  // The reporter finds a step's result by its id in capitals.
  const ids = steps.map(([, id = '']) => id);
  expect(text).toContain(`runners: ${ids.join(',')}\n`);
  for (const id of ids) {
    expect(text).toContain(`${id.toUpperCase()}_RESULTS: \${{ steps.${id}.outputs.result }}`);
  }
});

test.each(languages)(
  'the page names every template and every pinned version, %s',
  async (language) => {
    const page = await readPage('graders', language);
    for (const name of names) {
      expect(page).toContain(`scripts/grade/templates/${name}`);
      for (const [, action = ''] of (await template(name)).matchAll(/uses: (.*)@/g)) {
        expect(page).toContain(`\`${action}\``);
      }
    }
  },
);
