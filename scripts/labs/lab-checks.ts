/** What `labs/NN-slug/checks.ts` exports as `checks`: how a lab is tried out on real programs. */

import type { ProgramName } from '../system/program-table.ts';
import type { FoundProgram } from '../system/programs.ts';
import type { LimitedOutput } from './limited-output.ts';
import type { Scope } from './scope.ts';
import type { StudentStage } from './student-stage.ts';

/** The programs a lab asked for, found and able. */
export type LabPrograms = Readonly<Record<ProgramName, FoundProgram['path']>>;

export interface BenchTools {
  /** Closes when the lab is left. */
  scope: Scope;
  programs: LabPrograms;
}

export interface TrialTools {
  /** Closes when this run is over or cancelled. */
  scope: Scope;
  programs: LabPrograms;
  /** The file to try out (absolute). */
  file: string;
  /** Stages 02 to 05 and 07: calls the file's functions in a process of their own. */
  student: StudentStage;
  /** Stages 01 and 06: takes what the file prints in a page. */
  output: LimitedOutput;
}

/**
 * A lab's checks.
 *
 * The bench is what all runs share, made of the reference stages: it stays open between saves,
 * so that a run need not wait for it. A trial is one run: what is started with the student's stage.
 *
 * A `NotYet` thrown by `openTrial` counts as the first check's. A `WorkshopError`, or any other
 * error, is the environment's fault and never the student's.
 */
export interface LabChecks<Bench, Trial> {
  /** What must be installed. */
  programs: readonly ProgramName[];
  openBench(tools: BenchTools): Promise<Bench>;
  openTrial(bench: Bench, tools: TrialTools): Promise<Trial>;
  /** By the ids of the lab's description; they run one after the other, in its order. */
  checks: Readonly<Record<string, (trial: Trial) => Promise<void>>>;
}

/** Lets the compiler infer what bench and trial are. */
export const defineChecks = <Bench, Trial>(
  checks: LabChecks<Bench, Trial>,
): LabChecks<Bench, Trial> => checks;
