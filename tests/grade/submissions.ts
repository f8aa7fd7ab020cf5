/** Submissions for tests: made of the solutions, each in a folder of its own. */
import { readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { folderOf, labs } from '../../labs/catalog.ts';
import type { Lab } from '../../labs/lab.ts';
import { gradeClass } from '../../scripts/grade/grade-class.ts';
import { labEntries } from '../../scripts/grade/lab-entries.ts';
import type { SubmissionResult } from '../../scripts/grade/results.ts';
import type { Isolation } from '../../scripts/grade/run-worker.ts';
import { stageFile } from '../../scripts/labs/lab-layout.ts';
import { repositoryRoot } from '../../scripts/system/work-directory.ts';

/** Path from the submission's root to content. */
export type Files = Record<string, string | Buffer>;

/** A solution as it would stand in `labs/`. */
export const solutionOf = (lab: Lab): string =>
  readFileSync(stageFile(lab, 'solutions'), 'utf8').replaceAll("'../../labs/", "'../");

const inClone = (lab: Lab) => join('labs', folderOf(lab), lab.file);

/** The seven solutions, where a clone has them. */
export const complete = (): Files =>
  Object.fromEntries(labs.map((lab) => [inClone(lab), solutionOf(lab)]));

/** The right answers of `tests/labs/answers/`, one of each lab: none is written like the solution. */
export const anotherStyle = (names: readonly string[]): Files =>
  Object.fromEntries(
    labs.map((lab, index) => {
      const answer = join(
        repositoryRoot,
        'tests/labs/answers',
        folderOf(lab),
        `${names[index]}.ts`,
      );
      const text = readFileSync(answer, 'utf8').replaceAll(/'(?:\.\.\/)+labs\//g, "'../");
      return [inClone(lab), text];
    }),
  );

export const nginxFile = 'labs/05-nginx/nginx.ts';
const nginxSolution = solutionOf(labs.find(({ slug }) => slug === 'nginx') as Lab);

/** The solution of lab 05, whose function first does this. */
export const nginxDoing = (statements: string, imports = ''): Files => ({
  [nginxFile]: `${imports}${nginxSolution.replace('export const nginxConfig', 'const rendered')}
export const nginxConfig: NginxConfig = (settings) => {
  ${statements}
  return rendered(settings);
};
`,
});

/** @returns its folder. */
export async function handIn(root: string, name: string, files: Files): Promise<string> {
  const folder = join(root, name);
  await mkdir(folder, { recursive: true });
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
  return folder;
}

export interface GradeChoices {
  /** Folders of labs. Default: all. */
  labs?: readonly string[];
  jobs?: number;
  isolation?: Isolation;
  signal?: AbortSignal;
  onLab?(id: string, lab: string): void;
}

/** Grades as `npm run grade` does. @returns the results by the names of the folders, and the troubles. */
export async function grade(folders: readonly string[], out: string, choices: GradeChoices = {}) {
  const { labs: wanted, jobs = 1, isolation = 'namespaces', onLab = () => {} } = choices;
  const troubles: string[] = [];
  const kept: string[] = [];
  const {
    given,
    results: { submissions },
  } = await gradeClass({
    ...{ folders, out, jobs, isolation, signal: choices.signal ?? new AbortController().signal },
    entries: labEntries.filter(({ folder }) => wanted?.includes(folder) ?? true),
    progress: {
      onLab,
      onSubmission: (result, isKept) => isKept && kept.push(result.id),
      onTrouble: (id, lab, end) => troubles.push(`${id} ${lab} ${end.how}: ${end.output}`),
    },
  });
  const byId = new Map(given.map((each) => [each.id, each]));
  return { byId, all: submissions.map(({ id }) => id), troubles, kept };
}

/** What must be the same whenever it is graded: no times. */
export const verdictsOf = ({ points, labs: results }: SubmissionResult) => ({
  points,
  labs: results.map(({ lab, verdict, points: ofLab, checks }) => ({
    ...{ lab, verdict, points: ofLab },
    checks: checks.map(({ id, verdict: ofCheck, reason }) => [id, ofCheck, reason]),
  })),
});
