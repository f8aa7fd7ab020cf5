/** What shows a watched lab: live in a terminal, as lines elsewhere. */
import type { CheckReport, LabReport } from '../report.ts';

export interface WatchDisplay {
  open(): void;
  runStarted(): void;
  checkDone(check: CheckReport): void;
  runDone(report: LabReport): void;
  /** Something else to say, such as that the file is missing. */
  note(text: string): void;
  stopping(): void;
  /** The terminal is then as it was before. */
  close(): void;
}
