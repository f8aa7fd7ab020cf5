/** The starters on disk: what they should be, and which are still untouched. */
import { readFile, writeFile } from 'node:fs/promises';
import { labs } from '../../labs/catalog.ts';
import type { Lab } from '../../labs/lab.ts';
import { type Language, languages } from '../language/text.ts';
import { cutAnswer, cutStarter } from './cut.ts';
import { stageFile } from './lab-layout.ts';

/** The language of the starters in the repository. In another one they are cut when a student begins. */
export const committedLanguage: Language = 'en';

/** The starter of a lab, cut from its solution. */
export const starterOf = async (lab: Lab, language: Language): Promise<string> =>
  cutStarter(lab, await readFile(stageFile(lab, 'solutions'), 'utf8'), language);

/** The solution of a lab as it would stand in the student's file. */
export const answerOf = async (lab: Lab, language: Language): Promise<string> =>
  cutAnswer(lab, await readFile(stageFile(lab, 'solutions'), 'utf8'), language);

/** Writes the starters of all labs. @returns the files that changed (absolute). */
export async function writeStarters(): Promise<string[]> {
  const changed: string[] = [];
  for (const lab of labs) {
    const file = stageFile(lab, 'labs');
    const starter = await starterOf(lab, committedLanguage);
    const before = await readFile(file, 'utf8').catch(() => undefined);
    if (before === starter) continue;
    await writeFile(file, starter);
    changed.push(file);
  }
  return changed;
}

/** True while the student has written nothing: the file is the starter, in whatever language. */
export async function isUntouched(lab: Lab, text: string): Promise<boolean> {
  const starters = await Promise.all(languages.map((language) => starterOf(lab, language)));
  return starters.includes(text);
}
