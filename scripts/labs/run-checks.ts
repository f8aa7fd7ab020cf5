/** Runs a trial's checks in the lab's order, each within its limit, and says what became of each. */
import type { Lab, LabCheck } from '../../labs/lab.ts';
import { WorkshopError } from '../language/workshop-error.ts';
import { settlesWithin } from '../system/settles-within.ts';
import type { LabChecks } from './lab-checks.ts';
import { NotYet } from './not-yet.ts';
import type { CheckReport } from './report.ts';

export type Outcome = Omit<CheckReport, 'id' | 'title' | 'points' | 'seconds'>;

export interface RunChecksOptions {
  lab: Pick<Lab, 'checks'>;
  checks: LabChecks<unknown, unknown>['checks'];
  openTrial(): Promise<unknown>;
  signal: AbortSignal;
  onCheck?(report: CheckReport): void;
}

/**
 * Opening the trial is part of the first check: when that fails, the others are blocked.
 * @returns a report per check of the lab.
 * @throws the signal's reason when the run is cancelled.
 */
export async function runChecks(options: RunChecksOptions): Promise<CheckReport[]> {
  const { lab, checks, signal, onCheck } = options;
  const reports: CheckReport[] = [];
  const aborted = untilAborted(signal);
  let trial: { value: unknown } | undefined;
  const run = async (check: LabCheck) => {
    trial ??= { value: await options.openTrial() };
    await checks[check.id]?.(trial.value);
  };
  for (const check of lab.checks) {
    const begun = performance.now();
    const passed = new Set(reports.filter(({ state }) => state === 'passed').map(({ id }) => id));
    const isBlocked =
      (reports.length > 0 && !trial) ||
      reports.some(({ state }) => state === 'environment') ||
      check.needs.some((need) => !passed.has(need));
    const outcome: Outcome = isBlocked
      ? { state: 'blocked' }
      : await outcomeOf(run(check), check.limitSeconds, signal, aborted);
    const seconds = (performance.now() - begun) / 1_000;
    const report = { id: check.id, title: check.title, points: check.points, seconds, ...outcome };
    reports.push(report);
    onCheck?.(report);
  }
  return reports;
}

/** @throws the signal's reason when it aborts first. */
async function outcomeOf(
  running: Promise<void>,
  limitSeconds: number,
  signal: AbortSignal,
  aborted: Promise<void>,
): Promise<Outcome> {
  // Looked at below, if at all: a run that was left behind may still fail.
  running.catch(() => {});
  const inTime = await settlesWithin(Promise.race([running, aborted]), limitSeconds * 1_000);
  signal.throwIfAborted();
  if (!inTime) return timeLimit(limitSeconds);
  return running.then(() => ({ state: 'passed' as const }), outcomeOfError);
}

const untilAborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });

const timeLimit = (limitSeconds: number): Outcome => ({
  state: 'failed',
  reason: 'time-limit',
  expected: {
    en: `This is seen within ${limitSeconds} s.`,
    es: `Esto se ve en menos de ${limitSeconds} s.`,
  },
  seen: {
    en: 'Time ran out before anything was seen.',
    es: 'Se acabó el tiempo sin que se viera nada.',
  },
});

/** Only a `NotYet` is said of the student's stage; everything else is the environment's. */
export function outcomeOfError(error: unknown): Outcome {
  if (error instanceof NotYet) {
    return { state: 'failed', reason: error.reason, ...error.finding };
  }
  if (error instanceof WorkshopError) {
    const { found, remedy } = error;
    return { state: 'environment', reason: 'environment', seen: found, ...(remedy && { remedy }) };
  }
  const words = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return {
    state: 'environment',
    reason: 'check-broke',
    seen: {
      en: `The check itself broke; it says nothing about your code. ${words}`,
      es: `Falló la propia comprobación; no dice nada de tu código. ${words}`,
    },
    remedy: { en: 'npm run doctor', es: 'npm run doctor' },
  };
}
