/** Facts about a submission that more than one report needs. */
import type { CheckResult, LabResult, SubmissionResult } from '../results.ts';
import { oneLine } from './printable.ts';

/** Of the student, else of the folder. */
export const nameOf = ({ student, id }: Pick<SubmissionResult, 'student' | 'id'>): string =>
  oneLine(student?.name ?? '') || oneLine(id);

/** Every lab that occurs, in the catalog's order: a run with `--labs` has fewer. */
export function labsOf(submissions: readonly SubmissionResult[]): LabResult[] {
  const labs = new Map<string, LabResult>();
  for (const lab of submissions.flatMap((submission) => submission.labs)) {
    if (!labs.has(lab.lab)) labs.set(lab.lab, lab);
  }
  // The numbers at their head order them; the capstone has none and comes last.
  return [...labs.values()].toSorted((a, b) => (a.lab < b.lab ? -1 : 1));
}

/** `05` of `05-nginx`; null of the capstone. */
export const labNumber = ({ lab }: Pick<LabResult, 'lab'>): string | null =>
  /^\d+/.exec(lab)?.[0] ?? null;

/** Where the machine could not tell, points would say nothing about the student. */
export const isGraded = ({ verdict }: Pick<LabResult, 'verdict'>): boolean =>
  verdict !== 'environment';

export const isWhollyGraded = ({ labs }: Pick<SubmissionResult, 'labs'>): boolean =>
  labs.every(isGraded);

/** The check that a student should look at first. */
export const firstToMend = ({ checks }: Pick<LabResult, 'checks'>): CheckResult | undefined =>
  checks.find(({ verdict }) => verdict === 'failed' || verdict === 'timed-out');
