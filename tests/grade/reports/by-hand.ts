/** Results made by hand: what grading could have found, without grading anything. */
import { folderOf, labs } from '../../../labs/catalog.ts';
import type { Lab } from '../../../labs/lab.ts';
import {
  type CheckResult,
  type LabResult,
  type Results,
  resultsSchema,
  type SubmissionResult,
} from '../../../scripts/grade/results.ts';

export const lab = (number: number): Lab => {
  const found = labs.find((one) => one.number === number);
  if (!found) throw new Error(`There is no lab ${number}`);
  return found;
};

const checksOf = (of: Lab): CheckResult[] =>
  of.checks.map(({ id, title, points }) => ({
    id,
    title,
    verdict: 'passed',
    points,
    seconds: 0.25,
    reason: null,
    expected: null,
    seen: null,
  }));

const sum = (checks: readonly CheckResult[]): number =>
  checks.reduce((total, { points }) => total + points, 0);

/** @param changes of single checks, by their ids. */
export function labResult(
  of: Lab,
  changes: Readonly<Record<string, Partial<CheckResult>>> = {},
  others: Partial<LabResult> = {},
): LabResult {
  const known = of.checks.map(({ id }) => id);
  const unknown = Object.keys(changes).filter((id) => !known.includes(id));
  if (unknown.length > 0) throw new Error(`${folderOf(of)} has no check ${unknown}`);
  const checks = checksOf(of).map((check) => ({ ...check, ...changes[check.id] }));
  const passed = checks.filter(({ verdict }) => verdict === 'passed');
  const isEnvironment = checks.some(({ verdict }) => verdict === 'environment');
  const isPassed = passed.length === checks.length;
  return {
    lab: folderOf(of),
    title: of.title,
    file: `labs/${folderOf(of)}/${of.file}`,
    verdict: isEnvironment ? 'environment' : isPassed ? 'passed' : 'not-yet',
    refusal: null,
    points: { earned: sum(passed), possible: sum(checks) },
    seconds: 3.5,
    checks,
    output: '',
    evidence: [],
    ...others,
  };
}

/** Nothing was run: the file is not there, or is none that can be tried. */
export const untried = (of: Lab, verdict: 'missing' | 'refused'): LabResult =>
  labResult(
    of,
    {},
    {
      verdict,
      file: verdict === 'missing' ? null : `labs/${folderOf(of)}/${of.file}`,
      refusal:
        verdict === 'missing' ? null : { en: 'It is a link.', es: 'Es un enlace simbólico.' },
      points: { earned: 0, possible: sum(checksOf(of)) },
      seconds: 0,
      // As the engine writes them: none was run.
      checks: checksOf(of).map((check) => ({ ...check, verdict: 'blocked', seconds: 0 })),
    },
  );

export const capstone = (earned: number): LabResult => ({
  lab: 'capstone',
  title: { en: 'All seven together', es: 'Los siete juntos' },
  file: null,
  verdict: earned === 10 ? 'passed' : 'not-yet',
  refusal: null,
  points: { earned, possible: 10 },
  seconds: 20,
  checks: [
    {
      id: 'plays',
      title: { en: 'A viewer plays your stream.', es: 'Un espectador reproduce tu transmisión.' },
      verdict: earned === 10 ? 'passed' : 'failed',
      points: 10,
      seconds: 12,
      reason: earned === 10 ? null : 'not-playing',
      expected: earned === 10 ? null : { en: 'A picture.', es: 'Una imagen.' },
      seen: earned === 10 ? null : { en: 'None.', es: 'Ninguna.' },
    },
  ],
  output: '',
  evidence: ['ada/capstone/player.png'],
});

/** Everything passes, unless `labs` says otherwise. */
export function submission(
  id: string,
  changes: Partial<SubmissionResult> & { replaced?: readonly LabResult[] } = {},
): SubmissionResult {
  const { replaced = [], ...others } = changes;
  const results = [...labs.map((one) => labResult(one)), capstone(10)].map(
    (result) => replaced.find(({ lab: name }) => name === result.lab) ?? result,
  );
  const total = (part: 'earned' | 'possible') =>
    results.reduce((points, result) => points + result.points[part], 0);
  return {
    id,
    folder: `/class/${id}`,
    student: null,
    commit: '0123456789abcdef0123456789abcdef01234567',
    uncommitted: [],
    files: 'f'.repeat(64),
    ignored: [],
    gradedAt: '2026-03-04T10:20:30.123Z',
    seconds: 41.2,
    points: { earned: total('earned'), possible: total('possible') },
    labs: results,
    ...others,
  };
}

/** Held to the schema, so that no report is tested on what grading never writes. */
export const results = (...submissions: readonly SubmissionResult[]): Results =>
  resultsSchema.parse({
    version: 1,
    workshop: { commit: null, catalog: 'c'.repeat(64), checks: 'd'.repeat(64), programs: {} },
    isolation: 'namespaces',
    submissions,
  });
