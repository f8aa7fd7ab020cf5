/** Grades one submission: finds what counts, runs it, and puts the results together. */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { folderOf } from '../../labs/catalog.ts';
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
import { type Found, foundFiles, type HandedInFiles } from './submission.ts';

export interface GradeSubmissionOptions
  extends Pick<GradeLabsOptions, 'isolation' | 'job' | 'signal' | 'onGraded' | 'onTrouble'> {
  id: string;
  /** As it was given. */
  folder: string;
  /** Where in it the files lie (absolute). */
  root: string;
  files: HandedInFiles;
  entries: readonly LabEntry[];
  /** Of these labs the results are known already. */
  kept: readonly LabResult[];
  /** Where the evidence goes, below a folder of the submission's id (absolute). */
  out: string;
}

export async function gradeSubmission(options: GradeSubmissionOptions): Promise<SubmissionResult> {
  const { id, folder, root, files, entries, kept, isolation, out } = options;
  const begun = performance.now();
  const counting = [...files.values()].flatMap((file) =>
    file.state === 'missing' ? [] : [{ text: '', ...file }],
  );
  const [commit, ignored] = await Promise.all([
    commitOf(root, counting),
    ignoredFiles(
      root,
      counting.map(({ path }) => path),
    ),
  ]);
  const found = foundFiles(files);
  const known = [...kept];
  const tried: Tried[] = [];
  for (const entry of entries) {
    if (known.some(({ lab }) => lab === entry.folder)) continue;
    const result = withoutRun(entry, files);
    if (result) known.push(result);
    else tried.push({ entry, file: pathOf(entry, files) });
  }
  const workshop = isolation === 'namespaces' ? sandboxPaths.workshop : repositoryRoot;
  const laidOut = await layOutSubmission(found, workshop);
  try {
    const graded = await gradeLabs({
      ...options,
      submission: laidOut.folder,
      tried,
      keepEvidence: ({ lab, evidence }) =>
        keepEvidence(out, join(id, lab), [...asHandedIn(lab, found), ...evidence]),
    });
    const labs = entries.map(
      ({ folder: lab }) => graded.get(lab) ?? (known.find((each) => each.lab === lab) as LabResult),
    );
    const sum = (which: 'earned' | 'possible') =>
      labs.reduce((total, { points }) => total + points[which], 0);
    return {
      ...{ id, folder, student: null, files: hashOfSubmission(files), ignored },
      ...{ commit: commit?.hash ?? null, uncommitted: commit?.changed ?? [] },
      gradedAt: new Date().toISOString(),
      seconds: Math.round((performance.now() - begun) / 10) / 100,
      points: { earned: sum('earned'), possible: sum('possible') },
      labs,
    };
  } finally {
    await laidOut.remove();
  }
}

/** What is not there, or cannot be taken, is not run; and of the capstone nothing then. */
function withoutRun(entry: LabEntry, files: HandedInFiles): LabResult | undefined {
  if (!entry.lab) {
    const lacking = [...files].filter(([, { state }]) => state !== 'found').map(([lab]) => lab);
    if (lacking.length === 0) return undefined;
    const names = lacking.map((lab) => lab.file).join(', ');
    const why = { en: `Not there, or refused: ${names}.`, es: `Faltan o se rechazaron: ${names}.` };
    return resultWithoutRun({ entry, file: null }, 'missing', why);
  }
  const file = files.get(entry.lab);
  if (file?.state === 'found') return undefined;
  if (file?.state !== 'refused') return resultWithoutRun({ entry, file: null }, 'missing', null);
  return resultWithoutRun({ entry, file: file.path }, 'refused', file.why);
}

function pathOf({ lab }: LabEntry, files: HandedInFiles): string | null {
  const file = lab && files.get(lab);
  return file?.state === 'found' ? file.path : null;
}

/** What was graded, and not what the student has by now. */
function asHandedIn(folder: string, found: readonly Found[]): Evidence[] {
  const own = found.find(({ lab }) => folderOf(lab) === folder);
  return own ? [{ name: own.lab.file, encoding: 'utf8', content: own.text }] : [];
}

/** Takes the place of what an earlier run left there. @returns the files, from `out`. */
async function keepEvidence(
  out: string,
  below: string,
  evidence: readonly Evidence[],
): Promise<string[]> {
  await rm(join(out, below), { recursive: true, force: true });
  if (evidence.length > 0) await mkdir(join(out, below), { recursive: true });
  for (const { name, encoding, content } of evidence) {
    await writeFile(join(out, below, name), Buffer.from(content, encoding));
  }
  return evidence.map(({ name }) => join(below, name));
}
