/**
 * The gate, in both directions: what the catalog says of a lab is so, and what lies in the
 * lab's folders is in the catalog. Every problem names what is missing or what differs.
 */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { folderOf, labs } from '../../labs/catalog.ts';
import type { Lab } from '../../labs/lab.ts';
import { languages } from '../language/text.ts';
import { repositoryRoot } from '../system/work-directory.ts';
import { exists, pageFile, stageFile } from './lab-layout.ts';
import { layOut } from './lay-out.ts';
import type { OpenLab } from './open-lab.ts';
import type { LabReport } from './report.ts';
import { committedLanguage, starterOf } from './starters.ts';

/** Files that each lab consists of, and nothing else. */
const labFiles = (lab: Lab) => ['checks.ts', 'lab.ts', lab.file].toSorted();

/** The folders in `labs/` and `solutions/`, the pages in `docs/`, against the catalog. */
export async function fileProblems(): Promise<string[]> {
  const problems: string[] = [];
  const differ = (where: string, found: readonly string[], wanted: readonly string[]) => {
    for (const name of wanted)
      if (!found.includes(name)) problems.push(`${where}/${name} is missing`);
    for (const name of found) {
      if (!wanted.includes(name))
        problems.push(`${where}/${name} belongs to no lab of the catalog`);
    }
  };
  const folders = labs.map(folderOf);
  for (const root of ['labs', 'solutions'] as const) {
    differ(root, await foldersIn(join(repositoryRoot, root)), folders);
  }
  for (const lab of labs) {
    const folder = folderOf(lab);
    differ(`labs/${folder}`, await namesIn(join(repositoryRoot, 'labs', folder)), labFiles(lab));
    const solution = await namesIn(join(repositoryRoot, 'solutions', folder));
    differ(`solutions/${folder}`, solution, [lab.file]);
  }
  for (const language of languages) {
    const pages = await namesIn(join(pageFile(labs[0] as Lab, language), '..'));
    const where = language === 'en' ? 'docs/labs' : `docs/${language}/labs`;
    // Beside the labs' own pages stands the one that says how the labs work.
    differ(where, pages, [...labs.map((lab) => `${folderOf(lab)}.md`), 'index.md']);
  }
  return problems;
}

/** The starter on disk against what is cut from the solution. */
export async function starterProblems(lab: Lab): Promise<string[]> {
  const file = stageFile(lab, 'labs');
  if (!(await exists(file))) return [`${folderOf(lab)}/${lab.file} is missing: npm run labs:cut`];
  const isSame = (await readFile(file, 'utf8')) === (await starterOf(lab, committedLanguage));
  return isSame
    ? []
    : [
        `labs/${folderOf(lab)}/${lab.file} is not what its solution gives. An author runs npm run labs:cut; a student who has worked there is right.`,
      ];
}

/** The solution passes every check; none is left out. */
export function solutionProblems({ checks }: LabReport): string[] {
  return checks
    .filter(({ state }) => state !== 'passed')
    .map(({ id, state, reason, seen }) => `solution: ${id} ${state} (${reason}): ${seen?.en}`);
}

/** The starter fails exactly the checks of the catalog, each for its reason. */
export function expectedFailureProblems(lab: Lab, report: LabReport): string[] {
  const found = Object.fromEntries(
    report.checks
      .filter(({ state }) => state !== 'passed')
      .map(({ id, state, reason = state }) => [id, reason]),
  );
  return [...new Set([...Object.keys(found), ...Object.keys(lab.starterFails)])]
    .filter((id) => found[id] !== lab.starterFails[id])
    .map((id) => {
      const seen = report.checks.find((check) => check.id === id)?.seen?.en ?? '';
      const wanted = lab.starterFails[id] ?? 'passed';
      return `starter: ${id} should be ${wanted}, but is ${found[id] ?? 'passed'}. ${seen}`;
    });
}

/**
 * Runs solution and starter on an open lab. In another language the starter's comments differ, and
 * nothing else does: it is not run.
 * @param onSolution told how the solution fared.
 */
export async function runProblems(
  lab: Lab,
  open: OpenLab,
  onSolution: (report: LabReport) => void = () => {},
): Promise<string[]> {
  const solution = await open.run(stageFile(lab, 'solutions'));
  onSolution(solution);
  const problems = solutionProblems(solution);
  const { file, remove } = await layOut(lab, await starterOf(lab, committedLanguage));
  try {
    problems.push(...expectedFailureProblems(lab, await open.run(file)));
  } finally {
    await remove();
  }
  return problems.map((problem) => `${folderOf(lab)}: ${problem}`);
}

const namesIn = async (folder: string): Promise<string[]> =>
  (await exists(folder)) ? (await readdir(folder)).toSorted() : [];

async function foldersIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
}
