/** Grades many submissions, some at a time, and keeps what is known after each. */

import { programVersions } from '../system/program-versions.ts';
import { repositoryRoot } from '../system/work-directory.ts';
import { commitOf } from './commit.ts';
import { entriesFor, idsOf, keptLabs, stillValid } from './earlier-results.ts';
import { hashOfCatalog, hashOfChecks, hashOfSubmission } from './fingerprint.ts';
import { gradeSubmission } from './grade-submission.ts';
import { type LabEntry, labEntries } from './lab-entries.ts';
import { takeOutFolder } from './out-folder.ts';
import { removeAbandonedFolders } from './owned-folder.ts';
import type { Results, SubmissionResult } from './results.ts';
import { readResults, writeResults } from './results-file.ts';
import type { Isolation, WorkerEnd } from './run-worker.ts';
import { handedIn } from './submission.ts';
import { submissionRoot } from './submission-root.ts';

export interface ClassProgress {
  /** @param kept taken from an earlier run, all of it. */
  onSubmission(result: SubmissionResult, kept: boolean): void;
  onLab(id: string, lab: string): void;
  onTrouble(id: string, lab: string, end: WorkerEnd): void;
}

export interface GradeClassOptions {
  folders: readonly string[];
  entries: readonly LabEntry[];
  isolation: Isolation;
  /** How many submissions are run at one time. */
  jobs: number;
  /** The folder of the results (absolute). */
  out: string;
  /** Whose a submission is; null, as without it, when nobody said. Also of one that is kept from an earlier run. */
  studentOf?(submission: Pick<SubmissionResult, 'id' | 'folder'>): SubmissionResult['student'];
  signal: AbortSignal;
  progress: ClassProgress;
}

export interface GradedClass {
  /** All that are known, those of earlier runs in the same folder included. */
  results: Results;
  /** Those that were given this time. */
  given: SubmissionResult[];
}

/**
 * @throws {WorkshopError} when the folder of the results cannot be used; the signal's reason when it
 *   aborts: what was graded before is in the file then.
 */
export async function gradeClass(options: GradeClassOptions): Promise<GradedClass> {
  const giveBack = await takeOutFolder(options.out);
  try {
    return await gradeInto(options);
  } finally {
    await giveBack();
  }
}

async function gradeInto(options: GradeClassOptions): Promise<GradedClass> {
  const { folders, entries, isolation, jobs, out, progress, signal } = options;
  await removeAbandonedFolders();
  const [earlier, commit, catalog, checks, programs] = await Promise.all([
    readResults(out),
    commitOf(repositoryRoot),
    hashOfCatalog(),
    hashOfChecks(),
    programVersions(),
  ]);
  const workshop = { commit: commit?.hash ?? null, catalog, checks, programs };
  const known = stillValid(earlier, { workshop, isolation }, folders);
  const ids = idsOf(folders, known);
  const studentOf = (result: SubmissionResult) => options.studentOf?.(result) ?? null;
  const results = new Map(known.map((each) => [each.id, { ...each, student: studentOf(each) }]));
  const inOrder = orderOf(known, ids);
  const all = (): Results => ({
    ...{ version: 1, workshop, isolation },
    submissions: inOrder.flatMap((id) => results.get(id) ?? []),
  });
  let saving = Promise.resolve();
  const keep = (result: SubmissionResult) => {
    results.set(result.id, { ...result, student: studentOf(result) });
    saving = saving.then(() => writeResults(out, all()));
    return saving;
  };

  const waiting = ids.map((id, index) => ({ id, folder: folders[index] as string }));
  const gradeNext = async (job: number): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      signal.throwIfAborted();
      const { id, folder } = next;
      const before = results.get(id);
      const wanted = entriesFor(before, entries, labEntries);
      const root = await submissionRoot(folder);
      const files = await handedIn(root);
      const kept = keptLabs(before, hashOfSubmission(files));
      const isKept = before !== undefined && kept.length === wanted.length;
      const result = isKept
        ? before
        : await gradeSubmission({
            ...{ id, folder, root, files, entries: wanted, kept, isolation, job, out, signal },
            onGraded: (lab) => progress.onLab(id, lab),
            onTrouble: (lab, end) => progress.onTrouble(id, lab, end),
          });
      await keep(result);
      progress.onSubmission(result, isKept);
    }
  };
  const working = Array.from({ length: jobs }, (_, job) => gradeNext(job));
  const ended = await Promise.allSettled(working);
  await saving;
  for (const end of ended) if (end.status === 'rejected') throw end.reason;
  return { results: all(), given: ids.flatMap((id) => results.get(id) ?? []) };
}

/** As they are given; where some of an earlier run are not, those first, as they were. */
function orderOf(known: readonly SubmissionResult[], ids: readonly string[]): string[] {
  const before = known.map(({ id }) => id);
  if (before.every((id) => ids.includes(id))) return [...ids];
  return [...before, ...ids.filter((id) => !before.includes(id))];
}
