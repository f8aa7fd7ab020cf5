/** Grades one submission: finds what counts, runs it, and puts the results together. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { repositoryRoot } from '../system/work-directory.ts';
import { commitOf } from './commit.ts';
import { hashOfSubmission } from './fingerprint.ts';
import { type GradeLabsOptions, gradeLabs } from './grade-labs.ts';
import { ignoredFiles } from './ignored-files.ts';
import type { Evidence } from './inside/protocol.ts';
import { sandboxPaths } from './inside/stage-sandbox.ts';
import type { LabEntry } from './lab-entries.ts';
import { resultWithoutRun, type Tried } from './lab-result.ts';
import { layOutSubmission } from './lay-out-submission.ts';
import type { LabResult, SubmissionResult } from './results.ts';
import { type Found, handedIn } from './submission.ts';

export interface GradeSubmissionOptions
  extends Pick<GradeLabsOptions, 'isolation' | 'job' | 'signal' | 'onGraded' | 'onTrouble'> {
  id: string;
  /** As it was given. */
  folder: string;
  entries: readonly LabEntry[];
  /** Where the evidence goes, below a folder of the submission's id (absolute). */
  out: string;
}

type Files = Awaited<ReturnType<typeof handedIn>>;

export const foundFiles = (files: Files): Found[] =>
  [...files].flatMap(([lab, file]) => (file.state === 'found' ? [{ lab, text: file.text }] : []));

export async function gradeSubmission(options: GradeSubmissionOptions): Promise<SubmissionResult> {
  const { id, folder, entries, isolation, out } = options;
  const begun = performance.now();
  const [files, commit, ignored] = await Promise.all([
    handedIn(folder),
    commitOf(folder),
    ignoredFiles(folder),
  ]);
  const found = foundFiles(files);
  const notRun: LabResult[] = [];
  const tried: Tried[] = [];
  for (const entry of entries) {
    const result = withoutRun(entry, files);
    if (result) notRun.push(result);
    else tried.push({ entry, file: pathOf(entry, files) });
  }
  const workshop = isolation === 'namespaces' ? sandboxPaths.workshop : repositoryRoot;
  const laidOut = await layOutSubmission(found, workshop);
  try {
    const graded = await gradeLabs({
      ...options,
      submission: laidOut.folder,
      tried,
      keepEvidence: ({ lab, evidence }) => keepEvidence(out, join(id, lab), evidence),
    });
    const labs = entries.map(
      ({ folder: lab }) =>
        graded.get(lab) ?? (notRun.find((each) => each.lab === lab) as LabResult),
    );
    const sum = (which: 'earned' | 'possible') =>
      labs.reduce((total, { points }) => total + points[which], 0);
    return {
      ...{ id, folder, student: null, commit, files: hashOfSubmission(found), ignored },
      gradedAt: new Date().toISOString(),
      seconds: (performance.now() - begun) / 1_000,
      points: { earned: sum('earned'), possible: sum('possible') },
      labs,
    };
  } finally {
    await laidOut.remove();
  }
}

/** What is not there, or cannot be taken, is not run; and of the capstone nothing then. */
function withoutRun(entry: LabEntry, files: Files): LabResult | undefined {
  if (!entry.lab) {
    const isWhole = [...files.values()].every(({ state }) => state === 'found');
    return isWhole ? undefined : resultWithoutRun({ entry, file: null }, 'missing', null);
  }
  const file = files.get(entry.lab);
  if (file?.state === 'found') return undefined;
  if (file?.state !== 'refused') return resultWithoutRun({ entry, file: null }, 'missing', null);
  return resultWithoutRun({ entry, file: file.path }, 'refused', file.why);
}

function pathOf({ lab }: LabEntry, files: Files): string | null {
  const file = lab && files.get(lab);
  return file?.state === 'found' ? file.path : null;
}

/** @returns the files, from `out`. */
async function keepEvidence(
  out: string,
  below: string,
  evidence: readonly Evidence[],
): Promise<string[]> {
  if (evidence.length > 0) await mkdir(join(out, below), { recursive: true });
  for (const { name, encoding, content } of evidence) {
    await writeFile(join(out, below, name), Buffer.from(content, encoding));
  }
  return evidence.map(({ name }) => join(below, name));
}
