/** Runs the capstone and reports of it as of a lab. */
import { findLabPrograms } from '../../labs/lab-programs.ts';
import { LimitedOutput } from '../../labs/limited-output.ts';
import type { LabReport } from '../../labs/report.ts';
import { runChecks } from '../../labs/run-checks.ts';
import { Scope } from '../../labs/scope.ts';
import { capstoneChecks } from './catalog.ts';
import { type CapstoneTrial, capstoneCheckFunctions, openCapstone } from './checks.ts';

/** @param submission a folder with `labs/NN-slug/file.ts` in it (absolute). */
export async function runCapstone(submission: string): Promise<LabReport> {
  const begun = performance.now();
  const scope = new Scope();
  const output = new LimitedOutput();
  let trial: CapstoneTrial | undefined;
  try {
    const checks = await runChecks({
      lab: { checks: capstoneChecks },
      checks: capstoneCheckFunctions as Record<string, (trial: unknown) => Promise<void>>,
      async openTrial() {
        const programs = await findLabPrograms(['janus', 'nginx', 'ffmpeg', 'chromium']);
        trial = await openCapstone({ submission, scope, programs, output });
        return trial;
      },
      signal: scope.signal,
    });
    const sum = (of: typeof checks) => of.reduce((total, { points }) => total + points, 0);
    const passed = checks.filter(({ state }) => state === 'passed');
    const isEnvironment = checks.some(({ state }) => state === 'environment');
    const isPassed = passed.length === checks.length;
    return {
      version: 1,
      lab: 'capstone',
      file: submission,
      verdict: isEnvironment ? 'environment' : isPassed ? 'passed' : 'not-yet',
      points: { earned: sum(passed), possible: sum(checks) },
      seconds: (performance.now() - begun) / 1_000,
      checks,
      output: `${output.text()}${trial?.student.output() ?? ''}`,
    };
  } finally {
    await scope.close();
  }
}
