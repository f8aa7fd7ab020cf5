/**
 * A vitest reporter that counts, and prints two tables, the labs' solutions, and each file with its
 * tests and its time; then the tests that passed only at their second try, and what failed: `.ci/run`
 * repeats these last lines at its end, since of a long log often only the end is kept.
 */
import { relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import Table from 'cli-table3';
import type { Reporter, TestCase, TestModule, TestSuite } from 'vitest/node';
import { repositoryRoot } from '../system/work-directory.ts';
import { solutionTable } from './solution-table.ts';
import type { Tally } from './tally.ts';

export class TallyReporter implements Reporter {
  /** Complete once the run has ended. */
  tally: Tally = { passed: 0, failed: 0, skipped: 0 };
  readonly #write: (table: string) => void;

  constructor(write: (table: string) => void) {
    this.#write = write;
  }

  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    const rows = modules.map((module) => ({
      file: relative(repositoryRoot, module.moduleId),
      seconds: moduleMilliseconds(module) / 1000,
      ...countModule(module),
    }));
    const sum = (key: keyof Tally) => rows.reduce((total, row) => total + row[key], 0);
    this.tally = {
      passed: sum('passed'),
      failed: sum('failed') + unhandledErrors.length,
      skipped: sum('skipped'),
    };
    rows.sort((a, b) => a.file.localeCompare(b.file));
    const table = new Table({
      head: ['file', 'passed', 'failed', 'skipped', 'seconds'],
      colAligns: ['left', 'right', 'right', 'right', 'right'],
      // No colours: the table is also read in logs.
      style: { head: [], border: [], compact: true },
    });
    for (const { file, passed, failed, skipped, seconds } of rows) {
      table.push([file, passed, failed, skipped, seconds.toFixed(1)]);
    }
    const solutions = solutionTable(modules);
    if (solutions) this.#write(`\n${solutions}\n`);
    this.#write(`\n${table.toString()}\n`);
    for (const { name, seen } of secondTries(modules)) {
      this.#write(`passed at the second try: ${name}\n  the first time: ${seen}\n`);
    }
    for (const { name, seen } of failures(modules, unhandledErrors)) {
      this.#write(`failed: ${name}\n${seen.replace(/^/gm, '  ')}\n`);
    }
  }
}

/** @returns the tests that failed before they passed, and what was seen then. */
function secondTries(modules: readonly TestModule[]): { name: string; seen: string }[] {
  return modules
    .flatMap((module) => [...module.children.allTests()])
    .filter((test) => test.ok() && (test.diagnostic()?.retryCount ?? 0) > 0)
    .map((test) => ({
      name: nameOf(test),
      seen: stripVTControlCharacters(test.result().errors?.[0]?.message ?? '').split('\n')[0] ?? '',
    }));
}

/** @returns everything `countModule` counts as failed, and the stray errors, with what was seen of each. */
function failures(
  modules: readonly TestModule[],
  strayErrors: readonly unknown[],
): { name: string; seen: string }[] {
  const parts = modules.flatMap((module) => [
    ...[module, ...module.children.allSuites()].map((suite) => ({
      part: suite,
      errors: suite.errors(),
    })),
    ...[...module.children.allTests('failed')].map((test) => ({
      part: test,
      errors: test.result().errors ?? [],
    })),
  ]);
  return [
    ...parts
      .filter(({ part, errors }) => part.type === 'test' || errors.length > 0)
      .map(({ part, errors }) => ({ name: nameOf(part), seen: endOfErrors(errors) })),
    ...strayErrors.map((error) => ({ name: 'outside of any test', seen: endOfErrors([error]) })),
  ];
}

function nameOf(part: TestModule | TestSuite | TestCase): string {
  if (part.type === 'module') return relative(repositoryRoot, part.moduleId);
  return `${relative(repositoryRoot, part.module.moduleId)} > ${part.fullName}`;
}

/** @returns the last try's message and where it was thrown; long differences cut. */
function endOfErrors(errors: readonly unknown[]): string {
  const last = errors.at(-1) as { message?: string; stack?: string } | undefined;
  const message = stripVTControlCharacters(last?.message ?? String(last)).split('\n');
  const ours = last?.stack
    ?.split('\n')
    .find((line) => line.includes(repositoryRoot) && !line.includes('node_modules'));
  return [...message.slice(0, 20), ...(ours ? [ours.trim()] : [])].join('\n');
}

/** Loading included: that is where a test file's imports spend their time. */
function moduleMilliseconds(module: TestModule): number {
  const { prepareDuration, setupDuration, collectDuration, duration } = module.diagnostic();
  return prepareDuration + setupDuration + collectDuration + duration;
}

function countModule(module: TestModule): Tally {
  const tests = [...module.children.allTests()].map((test) => test.result().state);
  const count = (state: string) => tests.filter((found) => found === state).length;
  // A hook that fails skips its suite's tests, and a file that does not load has none: both are failures.
  const brokenSuites = [module, ...module.children.allSuites()].filter(
    (suite) => suite.errors().length > 0,
  ).length;
  return {
    passed: count('passed'),
    failed: count('failed') + brokenSuites,
    // `pending` tests were never reached.
    skipped: count('skipped') + count('pending'),
  };
}
