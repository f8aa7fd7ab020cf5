/**
 * The tests every lab has: the gate, correct answers written differently, and typical wrong ones,
 * each with the message meant for it.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findLab, folderOf } from '../../labs/catalog.ts';
import type { Lab } from '../../labs/lab.ts';
import { runProblems, starterProblems } from '../../scripts/labs/gate.ts';
import { stageFile } from '../../scripts/labs/lab-layout.ts';
import { layOut } from '../../scripts/labs/lay-out.ts';
import { markOwnDescendants, remainingCommands } from '../../scripts/labs/marked-processes.ts';
import { OpenLab, type RunOptions } from '../../scripts/labs/open-lab.ts';
import type { CheckReport, LabReport } from '../../scripts/labs/report.ts';
import { startTypeChecker, type TypeChecker } from '../../scripts/labs/type-checker.ts';
import { typesCheckId } from '../../scripts/labs/types-check.ts';
import { repositoryRoot } from '../../scripts/system/work-directory.ts';
import { everyAnswerVariable } from '../../scripts/testing/every-answer.ts';
import { solutionResult } from '../../scripts/testing/solution-table.ts';

export interface LabTests {
  /** Correct answers beside the solution: files in `tests/labs/answers/NN-slug/`. */
  rightAnswers: readonly string[];
  /** By name: what is changed in the solution, and which check says so for which reason. */
  wrongAnswers: Readonly<Record<string, WrongAnswer>>;
  /** Runs at the same moment. Default: as many as vitest runs tests; fewer where one keeps a processor busy. */
  atOnce?: number;
}

export interface WrongAnswer {
  /** Pieces of the solution and what stands there instead. */
  edits: readonly (readonly [from: string, to: string])[];
  /** The first check that fails, and why. */
  fails: readonly [check: string, reason: string];
  /** What it says was expected. */
  expected?: RegExp;
}

const runLimitMilliseconds = 60_000;
/** Wrong answers per lab that every run tries. */
const enough = 6;

export function testLab(
  slug: string,
  { rightAnswers, wrongAnswers, atOnce = Number.POSITIVE_INFINITY }: LabTests,
): void {
  const lab = findLab(slug) as Lab;
  let types: TypeChecker;
  let open: OpenLab;
  const mark = markOwnDescendants();
  beforeAll(async () => {
    types = startTypeChecker();
    open = await OpenLab.open(lab, types);
    await open.prepare(stageFile(lab, 'solutions'));
  });
  afterAll(async () => {
    await open?.close();
    await types?.close();
    expect(await remainingCommands(mark), 'processes left behind').toEqual([]);
  });

  const running = new Set<Promise<unknown>>();
  const runText = async (text: string, options: RunOptions = {}) => {
    while (running.size >= atOnce) await Promise.race(running);
    const run = runLaidOut(text, options);
    const over: Promise<boolean> = run.then(
      () => running.delete(over),
      () => running.delete(over),
    );
    running.add(over);
    return run;
  };
  const runLaidOut = async (text: string, options: RunOptions) => {
    const { file, remove } = await layOut(lab, text);
    try {
      return await open.run(file, options);
    } finally {
      await remove();
    }
  };
  /** What comes after the first check that fails is another test's business: the run ends there. */
  const firstFailure = async (text: string): Promise<CheckReport | undefined> => {
    const checks: CheckReport[] = [];
    const failed = () => firstOf(lab, checks, 'failed');
    const decided = new AbortController();
    const onCheck = (check: CheckReport) => {
      checks.push(check);
      const areTypesChecked = checks.some(({ id }) => id === typesCheckId);
      if (areTypesChecked && failed()) decided.abort();
    };
    const report = await runText(text, { signal: decided.signal, onCheck }).catch((error) => {
      if (!decided.signal.aborted) throw error;
    });
    return report ? firstOf(lab, report.checks, 'failed', 'environment') : failed();
  };

  describe(`lab ${folderOf(lab)}`, () => {
    test(
      'the starter is cut from the solution; it fails and the solution passes as the catalog says',
      async ({ task }) => {
        expect(await starterProblems(lab)).toEqual([]);
        const onSolution = (report: LabReport) => {
          task.meta.solution = solutionResult(lab, report);
        };
        expect(await runProblems(lab, open, onSolution)).toEqual([]);
      },
      2 * runLimitMilliseconds,
    );

    test.concurrent.for(rightAnswers)(
      'right: %s',
      { timeout: runLimitMilliseconds },
      async (name, { expect }) => {
        const path = join(repositoryRoot, 'tests/labs/answers', folderOf(lab), `${name}.ts`);
        const text = (await readFile(path, 'utf8')).replaceAll("'../../../../labs/", "'../");
        const { verdict, checks } = await runText(text);
        const failed = checks.filter(({ state }) => state !== 'passed');
        expect(failed.map(({ id, reason, seen }) => `${id} ${reason}: ${seen?.en}`)).toEqual([]);
        expect(verdict).toBe('passed');
      },
    );

    const tried = process.env[everyAnswerVariable] ? wrongAnswers : typical(wrongAnswers);
    test.concurrent.for(Object.entries(tried))(
      'wrong: %s',
      { timeout: runLimitMilliseconds },
      async ([, { edits, fails, expected = /./ }], { expect }) => {
        const first = await firstFailure(await edited(lab, edits));
        expect([first?.id, first?.reason], first?.seen?.en).toEqual(fails);
        expect(first?.state).toBe('failed');
        expect(first?.expected?.en).toMatch(expected);
        console.log(`expected: ${first?.expected?.en}\nseen: ${first?.seen?.en}`);
      },
    );
  });
}

/** One wrong answer for each check, and others until there are enough: those that are listed first. */
function typical(answers: LabTests['wrongAnswers']): LabTests['wrongAnswers'] {
  const all = Object.entries(answers);
  const checkOf = ([, { fails }]: (typeof all)[number]) => fails[0];
  const firsts = all.filter(
    (answer, index) => all.findIndex((other) => checkOf(other) === checkOf(answer)) === index,
  );
  const others = all.filter((answer) => !firsts.includes(answer));
  return Object.fromEntries([...firsts, ...others.slice(0, Math.max(0, enough - firsts.length))]);
}

/** The solution with changes, as it would stand in `labs/`. */
async function edited(lab: Lab, edits: WrongAnswer['edits']): Promise<string> {
  let text = await readFile(stageFile(lab, 'solutions'), 'utf8');
  for (const [from, to] of edits) {
    if (!text.includes(from)) throw new Error(`The solution of ${lab.slug} has no longer: ${from}`);
    text = text.replaceAll(from, () => to);
  }
  return text.replaceAll("'../../labs/", "'../");
}

/** The first in the lab's order, that of the types before all others. */
function firstOf(
  lab: Lab,
  checks: readonly CheckReport[],
  ...states: CheckReport['state'][]
): CheckReport | undefined {
  const order = [typesCheckId, ...lab.checks.map(({ id }) => id)];
  return checks
    .filter(({ state }) => states.includes(state))
    .toSorted((a, b) => order.indexOf(a.id) - order.indexOf(b.id))[0];
}
