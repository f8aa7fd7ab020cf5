/** What an earlier run has left is not lost, and does not count where it is not true any more. */
import { expect, test } from 'vitest';
import { entriesFor, idsOf, keptLabs, stillValid } from '../../../scripts/grade/earlier-results.ts';
import { labEntries } from '../../../scripts/grade/lab-entries.ts';
import { lab, labResult, results, submission } from '../../grade/reports/by-hand.ts';

const ada = submission('ada');
const bob = submission('bob');
const earlier = results(ada, bob);

test('by the same checks, all of it counts', () => {
  expect(stillValid(null, earlier, [])).toEqual([]);
  expect(stillValid(earlier, earlier, ['/class/ada'])).toEqual([ada, bob]);
});

test.each([
  ['other checks', { ...earlier, workshop: { checks: 'other' } }],
  ['another isolation', { ...earlier, isolation: 'process' as const }],
])('with %s nothing of it counts, and nobody is thrown away for that', (_, now) => {
  expect(stillValid(earlier, now, ['/class/ada', '/class/bob'])).toEqual([]);
  expect(() => stillValid(earlier, now, ['/class/ada'])).toThrow('lost: bob');
});

test('who was graded keeps the name, and nobody gets that of another', () => {
  expect(idsOf(['/class/bob', '/class/eve'], [ada, bob])).toEqual(['bob', 'eve']);
  const renamed = { ...ada, id: 'a-repo', folder: '/a/repo' };
  expect(idsOf(['/a/repo'], [renamed])).toEqual(['a-repo']);
  expect(() => idsOf(['/other/ada'], [ada])).toThrow('/class/ada');
});

test('labs that were asked for before stay, those that are asked for now come', () => {
  const [first, second, third] = labEntries;
  if (!first || !second || !third) throw new Error('There are fewer labs than three');
  const before = { ...ada, labs: ada.labs.slice(1, 2) };
  expect(entriesFor(before, [third], labEntries)).toEqual([second, third]);
  expect(entriesFor(undefined, [first], labEntries)).toEqual([first]);
});

test('of the same files all labs count but those the machine could not tell; of others none', () => {
  const untold = labResult(lab(4), { runs: { verdict: 'environment' } });
  const before = submission('ada', { replaced: [untold] });
  expect(keptLabs(before, before.files).map((each) => each.lab)).not.toContain('04-ffmpeg');
  expect(keptLabs(before, before.files)).toHaveLength(before.labs.length - 1);
  expect(keptLabs(before, 'other')).toEqual([]);
});
