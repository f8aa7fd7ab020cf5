/** Grades many submissions, some at a time, and keeps what is known after each. */
import { mkdir } from 'node:fs/promises';
import { repositoryRoot } from '../system/work-directory.ts';
import { commitOf } from './commit.ts';
import { hashOfCatalog, hashOfChecks, hashOfSubmission } from './fingerprint.ts';
import { foundFiles, gradeSubmission } from './grade-submission.ts';
import type { LabEntry } from './lab-entries.ts';
import { removeAbandonedFolders } from './owned-folder.ts';
import type { Results, SubmissionResult } from './results.ts';
import { readResults, writeResults } from './results-file.ts';
import type { Isolation, WorkerEnd } from './run-worker.ts';
import { handedIn } from './submission.ts';
import { submissionIds } from './submission-ids.ts';

export interface ClassProgress {
  /** @param kept taken from an earlier run. */
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

/**
 * @returns the results of these submissions, in the order in which they were given.
 * @throws the signal's reason when it aborts; what was graded before is in the file.
 */
export async function gradeClass(options: GradeClassOptions): Promise<Results> {
  const { folders, entries, isolation, jobs, out, progress, signal } = options;
  await mkdir(out, { recursive: true });
  await removeAbandonedFolders();
  const [earlier, commit, catalog, checks] = await Promise.all([
    readResults(out),
    commitOf(repositoryRoot),
    hashOfCatalog(),
    hashOfChecks(),
  ]);
  const isSame = earlier?.workshop.checks === checks && earlier.isolation === isolation;
  const known = isSame ? earlier.submissions : [];
  const ids = submissionIds(folders);
  const results = new Map<string, SubmissionResult>();
  const all = (): Results => ({
    version: 1,
    workshop: { commit, catalog, checks },
    isolation,
    submissions: ids.flatMap((id) => results.get(id) ?? []),
  });
  let saving = Promise.resolve();
  const keep = (result: SubmissionResult) => {
    results.set(result.id, { ...result, student: options.studentOf?.(result) ?? null });
    saving = saving.then(() => writeResults(out, all()));
    return saving;
  };

  const waiting = ids.map((id, index) => ({ id, folder: folders[index] as string }));
  const gradeNext = async (job: number): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      signal.throwIfAborted();
      const { id, folder } = next;
      const files = hashOfSubmission(foundFiles(await handedIn(folder)));
      const kept = known.find((each) => each.id === id && isStillRight(each, files, entries));
      const result =
        kept ??
        (await gradeSubmission({
          ...{ id, folder, entries, isolation, job, out, signal },
          onGraded: (lab) => progress.onLab(id, lab),
          onTrouble: (lab, end) => progress.onTrouble(id, lab, end),
        }));
      await keep(result);
      progress.onSubmission(result, kept !== undefined);
    }
  };
  const working = Array.from({ length: jobs }, (_, job) => gradeNext(job));
  const ended = await Promise.allSettled(working);
  await saving;
  for (const end of ended) if (end.status === 'rejected') throw end.reason;
  return all();
}

/** The same files, the same labs, and the machine could tell. */
function isStillRight(
  result: SubmissionResult,
  files: string,
  entries: readonly LabEntry[],
): boolean {
  const labs = result.labs.map(({ lab }) => lab);
  return (
    result.files === files &&
    labs.join() === entries.map(({ folder }) => folder).join() &&
    result.labs.every(({ verdict }) => verdict !== 'environment')
  );
}
