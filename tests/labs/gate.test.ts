/** The gate over the whole tree; what concerns one lab stands in that lab's own test. */
import { expect, test } from 'vitest';
import { fileProblems } from '../../scripts/labs/gate.ts';

test('folders, files and pages are those of the catalog', async () => {
  expect(await fileProblems()).toEqual([]);
});
