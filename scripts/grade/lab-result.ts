/** From what the checks reported of a lab to what stands in the results. */

import type { CheckReport, LabReport } from '../labs/report.ts';
import type { Text } from '../language/text.ts';
import { type LabEntry, possiblePoints } from './lab-entries.ts';
import type { CheckResult, LabResult } from './results.ts';

/** Reasons that say: it took too long. */
const timeReasons = ['time-limit', 'never-returns'];

/** On a busy machine that may be the machine's fault. */
export const isAboutTime = ({ checks }: LabReport): boolean =>
  checks.some((check) => verdictOf(check) === 'timed-out');

export interface Tried {
  entry: LabEntry;
  /** Where the file was found, from the submission's root; null for the capstone. */
  file: string | null;
}

export function resultOfReport(
  { entry, file }: Tried,
  report: LabReport,
  evidence: string[],
): LabResult {
  const { verdict, seconds, output } = report;
  const checks = report.checks.map(checkResult);
  const points = { earned: earned(checks), possible: possiblePoints(entry) };
  const { folder: lab, title } = entry;
  return { lab, title, file, verdict, refusal: null, points, seconds, checks, output, evidence };
}

/** Nothing was run. */
export const resultWithoutRun = (
  tried: Tried,
  verdict: 'missing' | 'refused',
  refusal: Text | null,
): LabResult => ({ ...unfinished(tried, verdict, 'blocked'), refusal });

/** The time for the whole lab was up, and more than once. */
export const timedOutResult = (tried: Tried): LabResult =>
  unfinished(tried, 'not-yet', 'timed-out');

/** The machine could not tell, and more than once. */
export const environmentResult = (tried: Tried): LabResult =>
  unfinished(tried, 'environment', 'environment');

function unfinished(
  { entry, file }: Tried,
  verdict: LabResult['verdict'],
  ofFirst: CheckResult['verdict'],
): LabResult {
  const checks = entry.checks.map(
    ({ id, title, points }, index): CheckResult => ({
      ...{ id, title, points, seconds: 0, reason: null, expected: null, seen: null },
      verdict: index === 0 ? ofFirst : 'blocked',
    }),
  );
  return {
    ...{ lab: entry.folder, title: entry.title, file, verdict, refusal: null, seconds: 0, checks },
    ...{ points: { earned: 0, possible: possiblePoints(entry) }, output: '', evidence: [] },
  };
}

const checkResult = (report: CheckReport): CheckResult => ({
  id: report.id,
  title: report.title,
  verdict: verdictOf(report),
  points: report.points,
  seconds: report.seconds,
  reason: report.reason ?? null,
  expected: report.expected ?? null,
  seen: report.seen ?? null,
});

function verdictOf({ state, reason = '' }: CheckReport): CheckResult['verdict'] {
  return state === 'failed' && timeReasons.includes(reason) ? 'timed-out' : state;
}

const earned = (checks: readonly CheckResult[]): number =>
  checks.filter(({ verdict }) => verdict === 'passed').reduce((sum, { points }) => sum + points, 0);
