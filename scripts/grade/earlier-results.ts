/**
 * What an earlier run left in the folder of the results. Nothing of it is lost: submissions that are
 * not given this time keep their place, labs that are not asked for keep their points.
 */
import { WorkshopError } from '../language/workshop-error.ts';
import type { LabEntry } from './lab-entries.ts';
import type { LabResult, Results, SubmissionResult } from './results.ts';
import { submissionIds } from './submission-ids.ts';

type By = Pick<Results, 'isolation'> & { workshop: Pick<Results['workshop'], 'checks'> };

/**
 * @returns the submissions of which the results still mean the same: by the same checks, isolated
 *   in the same way.
 * @throws {WorkshopError} when they do not, and some of them are not given this time: they would be lost.
 */
export function stillValid(
  earlier: Results | null,
  now: By,
  folders: readonly string[],
): SubmissionResult[] {
  if (!earlier) return [];
  const isSame =
    earlier.workshop.checks === now.workshop.checks && earlier.isolation === now.isolation;
  if (isSame) return earlier.submissions;
  const lost = earlier.submissions.filter(({ folder }) => !folders.includes(folder));
  if (lost.length === 0) return [];
  const names = lost.map(({ id }) => id).join(', ');
  throw new WorkshopError(
    {
      en: `The results there were made by other checks, or isolated in another way. These would be lost: ${names}.`,
      es: `Los resultados que hay ahí se hicieron con otras comprobaciones, o con otro aislamiento. Se perderían: ${names}.`,
    },
    {
      en: 'Choose another --out, or give those folders, too.',
      es: 'Elige otro --out, o indica también esas carpetas.',
    },
  );
}

/**
 * The names of the submissions: who was graded before keeps theirs.
 * @throws {WorkshopError} when another one has had that name.
 */
export function idsOf(folders: readonly string[], earlier: readonly SubmissionResult[]): string[] {
  const fresh = submissionIds(folders);
  return folders.map((folder, index) => {
    const known = earlier.find((each) => each.folder === folder);
    if (known) return known.id;
    const id = fresh[index] as string;
    const other = earlier.find((each) => each.id === id);
    if (other) throw isAnother(id, other.folder, folder);
    return id;
  });
}

const isAnother = (id: string, before: string, now: string): WorkshopError =>
  new WorkshopError(
    {
      en: `The results there have a submission "${id}" from ${before}, and now it would be ${now}.`,
      es: `Los resultados que hay ahí tienen una entrega «${id}» de ${before}, y ahora sería ${now}.`,
    },
    { en: 'Choose another --out.', es: 'Elige otro --out.' },
  );

/** What is asked for now, and what was before: no lab of a submission is graded by other files than the rest. */
export const entriesFor = (
  before: SubmissionResult | undefined,
  asked: readonly LabEntry[],
  all: readonly LabEntry[],
): LabEntry[] => {
  const known = before?.labs.map(({ lab }) => lab) ?? [];
  return all.filter((entry) => asked.includes(entry) || known.includes(entry.folder));
};

/** The results of labs that are still right: the same files, and the machine could tell. */
export const keptLabs = (before: SubmissionResult | undefined, files: string): LabResult[] =>
  before?.files === files ? before.labs.filter(({ verdict }) => verdict !== 'environment') : [];
