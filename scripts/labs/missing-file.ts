/** What is said of a lab whose file is not there. */
import { relative } from 'node:path';
import type { Lab } from '../../labs/lab.ts';
import { WorkshopError } from '../language/workshop-error.ts';
import { repositoryRoot } from '../system/work-directory.ts';
import type { LabReport } from './report.ts';
import { outcomeOfError } from './run-checks.ts';

/** @param file absolute. */
export const missingFile = ({ number }: Lab, file: string): WorkshopError => {
  const name = relative(repositoryRoot, file);
  return new WorkshopError(
    { en: `${name} is not there.`, es: `No está ${name}.` },
    {
      en: `npm run lab ${number}, then key r: it writes the starter anew.`,
      es: `npm run lab ${number}, y luego la tecla r: escribe de nuevo el punto de partida.`,
    },
  );
};

/** A report in place of a run. */
export function missingFileReport(lab: Lab, file: string): LabReport {
  const outcome = outcomeOfError(missingFile(lab, file));
  const checks = lab.checks.map(({ id, title, points }, index) => ({
    ...{ id, title, points, seconds: 0 },
    ...(index === 0 ? outcome : { state: 'blocked' as const }),
  }));
  const possible = checks.reduce((sum, { points }) => sum + points, 0);
  return {
    ...{ version: 1, lab: lab.slug, file, verdict: 'environment', seconds: 0, checks, output: '' },
    points: { earned: 0, possible },
  };
}
