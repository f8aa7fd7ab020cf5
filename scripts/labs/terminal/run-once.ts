/** A single run of one lab or of all, for people and for programs. */
import { readFile } from 'node:fs/promises';
import { relative } from 'node:path';
import type { Lab } from '../../../labs/lab.ts';
import { repositoryRoot } from '../../system/work-directory.ts';
import { stageFile } from '../lab-layout.ts';
import { OpenLab } from '../open-lab.ts';
import type { ProgressFile } from '../progress.ts';
import type { CheckReport, LabReport } from '../report.ts';
import { outcomeOfError } from '../run-checks.ts';
import type { TypeChecker } from '../type-checker.ts';
import { missingFile } from './words.ts';

export interface OnceOptions {
  lab: Lab;
  /** Run the reference instead of the student's file. Earns nothing. */
  isSolution: boolean;
  types: TypeChecker;
  progress: ProgressFile;
  interrupted: AbortSignal;
  onCheck?(check: CheckReport): void;
}

export interface TimedReport {
  report: LabReport;
  /** What the first run waits for and the next ones do not: programs started, TypeScript loaded. */
  preparationSeconds: number;
}

/** @throws the signal's reason when it is interrupted; nothing is left running then either. */
export async function runOnce(options: OnceOptions): Promise<TimedReport> {
  const { lab, isSolution, types, progress, interrupted, onCheck = () => {} } = options;
  const file = stageFile(lab, isSolution ? 'solutions' : 'labs');
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) return { report: fileMissing(lab, file), preparationSeconds: 0 };
  const begun = performance.now();
  const open = await OpenLab.open(lab, types);
  try {
    await open.prepare(file);
    interrupted.throwIfAborted();
    const preparationSeconds = (performance.now() - begun) / 1_000;
    const report = await open.run(file, { signal: interrupted, onCheck });
    if (!isSolution) await progress.record(lab, text, report);
    return { report, preparationSeconds };
  } finally {
    await open.close();
  }
}

function fileMissing(lab: Lab, file: string): LabReport {
  const outcome = outcomeOfError(missingFile(relative(repositoryRoot, file), lab.number));
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

export const exitCodeOf = ({ verdict }: LabReport): number =>
  ({ passed: 0, 'not-yet': 1, environment: 2 })[verdict];
