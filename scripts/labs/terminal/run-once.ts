/** A single run of one lab or of all, for people and for programs. */
import { readFile } from 'node:fs/promises';
import type { Lab } from '../../../labs/lab.ts';
import { stageFile } from '../lab-layout.ts';
import { missingFileReport } from '../missing-file.ts';
import { OpenLab } from '../open-lab.ts';
import type { ProgressFile } from '../progress.ts';
import type { CheckReport, LabReport } from '../report.ts';
import type { TypeChecker } from '../type-checker.ts';

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
  if (text === undefined) return { report: missingFileReport(lab, file), preparationSeconds: 0 };
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

export const exitCodeOf = ({ verdict }: LabReport): number =>
  ({ passed: 0, 'not-yet': 1, environment: 2 })[verdict];
