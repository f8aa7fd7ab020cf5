/** What the labs' tests found of the solutions, as a table: a row per lab. */
import Table from 'cli-table3';
import type { TestModule } from 'vitest/node';
import { folderOf } from '../../labs/catalog.ts';
import type { Lab } from '../../labs/lab.ts';
import type { LabReport } from '../labs/report.ts';

/** A lab's solution, as its checks saw it. */
export interface SolutionResult {
  /** `05-nginx` */
  lab: string;
  checks: { passed: number; all: number };
  points: LabReport['points'];
  /** From the start of the run to its verdict. */
  seconds: number;
}

declare module 'vitest' {
  interface TaskMeta {
    /** Of the test that ran a lab's solution. */
    solution?: SolutionResult;
  }
}

export const solutionResult = (
  lab: Lab,
  { checks, points, seconds }: LabReport,
): SolutionResult => ({
  lab: folderOf(lab),
  checks: {
    passed: checks.filter(({ state }) => state === 'passed').length,
    all: checks.length,
  },
  points,
  seconds,
});

/** @returns null when no lab's solution was run. */
export function solutionTable(modules: readonly TestModule[]): string | null {
  const results = modules
    .flatMap((module) => [...module.children.allTests()])
    .flatMap((test) => test.meta().solution ?? [])
    .toSorted((a, b) => a.lab.localeCompare(b.lab));
  if (results.length === 0) return null;
  const table = new Table({
    head: ['solution', 'checks', 'points', 'seconds'],
    colAligns: ['left', 'right', 'right', 'right'],
    style: { head: [], border: [], compact: true },
  });
  const of = (part: number, all: number) => `${part} / ${all}`;
  for (const { lab, checks, points, seconds } of results) {
    const earned = of(points.earned, points.possible);
    table.push([lab, of(checks.passed, checks.all), earned, seconds.toFixed(1)]);
  }
  return table.toString();
}
