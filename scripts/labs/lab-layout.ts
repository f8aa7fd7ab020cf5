/** Where the parts of a lab lie. */
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { folderOf } from '../../labs/catalog.ts';
import type { Lab } from '../../labs/lab.ts';
import { repositoryRoot } from '../system/work-directory.ts';
import type { LabChecks } from './lab-checks.ts';

/** The student's file, or the reference's (absolute). */
export const stageFile = (lab: Lab, owner: 'labs' | 'solutions'): string =>
  join(repositoryRoot, owner, folderOf(lab), lab.file);

export const checksFile = (lab: Lab): string =>
  join(repositoryRoot, 'labs', folderOf(lab), 'checks.ts');

/** The lab's page in a language (absolute). */
export const pageFile = (lab: Lab, language: 'en' | 'es'): string =>
  join(repositoryRoot, 'docs', language === 'en' ? '' : language, 'labs', `${folderOf(lab)}.md`);

/** Loads `checks.ts` of a lab. Bench and trial are its own business. */
export async function loadChecks(lab: Lab): Promise<LabChecks<unknown, unknown>> {
  const { checks } = (await import(pathToFileURL(checksFile(lab)).href)) as {
    checks: LabChecks<unknown, unknown>;
  };
  const known = new Set(lab.checks.map(({ id }) => id));
  const missing = [...known].filter((id) => !(id in checks.checks));
  const unknown = Object.keys(checks.checks).filter((id) => !known.has(id));
  if (missing.length + unknown.length > 0) {
    throw new Error(
      `${checksFile(lab)} and lab.ts differ: missing [${missing}], not described [${unknown}]`,
    );
  }
  return checks;
}

export const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );
