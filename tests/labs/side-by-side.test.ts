/** Two labs checked at the same moment do not disturb each other, nor does a lab disturb itself. */
import { afterAll, expect, test } from 'vitest';
import { findLab } from '../../labs/catalog.ts';
import type { Lab } from '../../labs/lab.ts';
import { stageFile } from '../../scripts/labs/lab-layout.ts';
import { OpenLab } from '../../scripts/labs/open-lab.ts';
import { startTypeChecker } from '../../scripts/labs/type-checker.ts';

const types = startTypeChecker();
afterAll(() => types.close());

test('labs 02, 03 and 05, each opened twice, pass all at once', async () => {
  const slugs = ['janus-config', 'rtp-forward', 'nginx'];
  const opened = await Promise.all(
    [...slugs, ...slugs].map(async (slug) => {
      const lab = findLab(slug) as Lab;
      return { lab, open: await OpenLab.open(lab, types) };
    }),
  );
  const reports = await Promise.all(
    opened.map(({ lab, open }) => open.run(stageFile(lab, 'solutions'))),
  );
  await Promise.all(opened.map(({ open }) => open.close()));
  const failed = reports.flatMap(({ lab, checks }) =>
    checks
      .filter(({ state }) => state !== 'passed')
      .map(({ id, reason, seen }) => `${lab} ${id} ${reason}: ${seen?.en}`),
  );
  expect(failed).toEqual([]);
  expect(reports.map(({ verdict }) => verdict)).toEqual(reports.map(() => 'passed'));
});
