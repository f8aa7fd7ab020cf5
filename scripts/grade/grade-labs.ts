/**
 * Runs what is to be run of one submission. What the machine could not tell is tried again in a
 * fresh sandbox: what is missing, taken or too slow for a moment costs no student a point.
 */
import type { Message } from './inside/protocol.ts';
import type { LabEntry } from './lab-entries.ts';
import { limitSecondsOf } from './lab-entries.ts';
import {
  environmentResult,
  isAboutTime,
  resultOfReport,
  type Tried,
  timedOutResult,
} from './lab-result.ts';
import type { LabResult } from './results.ts';
import { runWorker, type WorkerEnd, type WorkerOptions } from './run-worker.ts';

/** The first time, and two more. */
const mostTries = 3;
/** What is not over in its time, twice, a check or a lab, is not over because of the student's code. */
const mostTimeouts = 2;

export interface GradeLabsOptions
  extends Pick<WorkerOptions, 'isolation' | 'job' | 'submission' | 'signal'> {
  tried: readonly Tried[];
  onGraded(lab: string): void;
  keepEvidence(message: Extract<Message, { type: 'graded' }>): Promise<string[]>;
  /** Told when a sandbox ended before its time, with what the worker said. */
  onTrouble(lab: string, end: WorkerEnd): void;
}

/** @returns the results by the folders of the labs. */
export async function gradeLabs(options: GradeLabsOptions): Promise<Map<string, LabResult>> {
  const { tried, onGraded, keepEvidence, onTrouble, ...worker } = options;
  const byFolder = new Map(tried.map((each) => [each.entry.folder, each]));
  const results = new Map<string, LabResult>();
  const tries = new Map<string, number>();
  const timeouts = new Map<string, number>();
  let pending = [...byFolder.keys()];
  while (pending.length > 0) {
    let underWay: string | undefined = pending[0];
    const messages: Extract<Message, { type: 'graded' }>[] = [];
    const end = await runWorker({
      ...worker,
      labs: pending,
      limitSeconds: (lab) => limitSecondsOf(byFolder.get(lab)?.entry as LabEntry),
      onMessage(message) {
        underWay = message.type === 'begun' ? message.lab : undefined;
        if (message.type !== 'graded') return;
        messages.push(message);
        if (message.report.verdict !== 'environment') onGraded(message.lab);
      },
    });
    const again: string[] = [];
    for (const message of messages) {
      const lab = message.lab;
      const count = (tries.get(lab) ?? 0) + 1;
      tries.set(lab, count);
      const { report } = message;
      const mostOfThese =
        report.verdict === 'environment' ? mostTries : isAboutTime(report) ? mostTimeouts : 1;
      if (count < mostOfThese) again.push(lab);
      else {
        const evidence = await keepEvidence(message);
        results.set(lab, resultOfReport(byFolder.get(lab) as Tried, message.report, evidence));
      }
    }
    const notRun = pending.filter((lab) => !messages.some((message) => message.lab === lab));
    if (end.how !== 'done') {
      const lab = underWay ?? notRun[0] ?? '';
      onTrouble(lab, end);
      count(tries, lab);
      if (end.how === 'timed-out') count(timeouts, lab);
      const given =
        (timeouts.get(lab) ?? 0) >= mostTimeouts
          ? timedOutResult
          : (tries.get(lab) ?? 0) >= mostTries
            ? environmentResult
            : undefined;
      if (given) {
        results.set(lab, given(byFolder.get(lab) as Tried));
        notRun.splice(notRun.indexOf(lab), 1);
      }
    }
    pending = [...notRun, ...again];
  }
  return results;
}

function count(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}
