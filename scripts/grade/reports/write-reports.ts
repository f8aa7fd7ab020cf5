/** Writes every report of a graded class beside its `results.json`. */
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Language } from '../../language/text.ts';
import type { Results } from '../results.ts';
import { resultsCsv } from './class-csv.ts';
import type { ClassList } from './class-list.ts';
import { feedback } from './feedback.ts';
import { junitXml } from './junit.ts';

export interface ReportOptions {
  /** Where `results.json` lies. */
  folder: string;
  language: Language;
  /** From `--class`: students of it of whom nothing was graded are named in `results.csv`. */
  list?: ClassList;
}

/** `junit.xml`, `results.csv`, and `feedback/<id>.md` for each submission. */
export async function writeReports(
  results: Results,
  { folder, language, list }: ReportOptions,
): Promise<void> {
  await write(join(folder, 'junit.xml'), junitXml(results, language));
  await write(join(folder, 'results.csv'), resultsCsv(results, language, list));
  for (const submission of results.submissions) {
    const file = join(folder, 'feedback', `${fileName(submission.id)}.md`);
    await write(file, feedback(submission, language));
  }
}

/** An id is a folder's name already; whatever else it may be, it leaves no folder. */
const fileName = (id: string): string => id.replace(/[/\\\0]/g, '_').replace(/^\.+/, '_');

/** Whoever reads meanwhile sees the old report or the new one, never half of it. */
async function write(file: string, text: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  const unfinished = `${file}.new`;
  await writeFile(unfinished, text);
  await rename(unfinished, file);
}
