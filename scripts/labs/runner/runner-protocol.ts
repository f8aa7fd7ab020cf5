/** What the workshop and the process that runs checks say to each other (JSON, over Node's IPC). */
import type { CheckReport, LabReport } from '../report.ts';
import type { Trouble } from './trouble.ts';

export type RunnerOrder =
  /** `lab`: its slug. `file`: the student's (absolute). */
  | { type: 'run'; run: number; lab: string; file: string }
  | { type: 'cancel'; run: number }
  /** Nobody works in this lab any more: its bench is taken down. */
  | { type: 'leave'; lab: string }
  /** Everything is taken down; the process ends. */
  | { type: 'close' };

export type RunnerAnswer =
  /** A check that is over. Told anew when a run is repeated on a new bench. */
  | { type: 'check'; run: number; check: CheckReport }
  | { type: 'report'; run: number; report: LabReport }
  | { type: 'cancelled'; run: number }
  /** The runner's fault, not the student's. */
  | { type: 'broke'; run: number; trouble: Trouble };
