/** An open lab: its bench stands ready, and a file can be tried out on it again and again. */
import type { Lab } from '../../labs/lab.ts';
import type { LabChecks, TrialTools } from './lab-checks.ts';
import { loadChecks } from './lab-layout.ts';
import { findLabPrograms } from './lab-programs.ts';
import { LimitedOutput } from './limited-output.ts';
import type { CheckReport, LabReport } from './report.ts';
import { type Outcome, outcomeOfError, runChecks } from './run-checks.ts';
import { Scope } from './scope.ts';
import { StudentStage } from './student-stage.ts';
import type { TypeChecker } from './type-checker.ts';
import { checkTypes } from './types-check.ts';

export interface RunOptions {
  /** Cancels the run; what it started is taken down. */
  signal?: AbortSignal;
  /** Told of every check as soon as it is over. */
  onCheck?(report: CheckReport): void;
}

interface Bench {
  scope: Scope;
  programs: Awaited<ReturnType<typeof findLabPrograms>>;
  value: unknown;
}

export class OpenLab {
  readonly #lab: Lab;
  readonly #checks: LabChecks<unknown, unknown>;
  readonly #types: TypeChecker;
  #bench: Promise<Bench> | undefined;
  readonly #cleanings = new Set<Promise<void>>();
  #isClosing = false;
  /** Started ahead of the run that uses it: Node and tsx take longer to load than most checks. */
  #nextStage: StudentStage | undefined;

  private constructor(lab: Lab, checks: LabChecks<unknown, unknown>, types: TypeChecker) {
    this.#lab = lab;
    this.#checks = checks;
    this.#types = types;
  }

  static async open(lab: Lab, types: TypeChecker): Promise<OpenLab> {
    return new OpenLab(lab, await loadChecks(lab), types);
  }

  /**
   * Opens the bench and warms what the next run of this file needs.
   * Does not fail: what is wrong is said by the run.
   */
  async prepare(file: string): Promise<void> {
    this.#warm(file);
    await Promise.all([this.#openBench().catch(() => {}), this.#types.check(file).catch(() => {})]);
  }

  /**
   * Tries out a file.
   * @throws the signal's reason when the run is cancelled; everything else is in the report.
   */
  async run(file: string, options: RunOptions = {}): Promise<LabReport> {
    const wasOpen = this.#bench !== undefined;
    const report = await this.#runOnce(file, options);
    // On a bench that stood for an hour something may have died: once more, on a new one.
    const isWorthAnother = report.verdict === 'environment' && wasOpen;
    return isWorthAnother ? this.#runOnce(file, options) : report;
  }

  async #runOnce(file: string, { signal, onCheck = () => {} }: RunOptions): Promise<LabReport> {
    const begun = performance.now();
    const scope = new Scope();
    const cancel = AbortSignal.any([scope.signal, ...(signal ? [signal] : [])]);
    const output = new LimitedOutput();
    const student = this.#lab.runsIn === 'server' ? this.#takeStage(file) : undefined;
    scope.defer(() => student?.close());
    // Only the checks of stages 02 to 05 and 07 ask for `student`.
    const tools = { scope, file, output, student: student as StudentStage };
    try {
      const typed = checkTypes(this.#types, file).then((report) => {
        cancel.throwIfAborted();
        onCheck(report);
        return report;
      });
      const tried = this.#try(tools, cancel, onCheck);
      tried.catch(() => {});
      const types = await typed;
      // What TypeScript cannot read does not run either, and its own message is the better one.
      const isReadable = types.reason !== 'syntax-error';
      const checks = isReadable ? await tried : this.#blocked();
      const printed = student?.output ?? output.text();
      return this.#report(file, [types, ...checks], printed, begun);
    } finally {
      // After the verdict: nobody needs to wait for it.
      this.#clean(scope).then(() => this.#warm(file));
    }
  }

  /** @throws {AggregateError} when something could not be given back. */
  async close(): Promise<void> {
    this.#isClosing = true;
    const cleaned = await Promise.allSettled(this.#cleanings);
    const bench = await this.#bench?.catch(() => undefined);
    await this.#nextStage?.close();
    await bench?.scope.close();
    const failures = cleaned.filter((result) => result.status === 'rejected');
    if (failures.length > 0) {
      throw new AggregateError(
        failures.map(({ reason }) => reason),
        'Not everything was given back',
      );
    }
  }

  async #try(
    tools: Omit<TrialTools, 'programs'>,
    signal: AbortSignal,
    onCheck: (report: CheckReport) => void,
  ): Promise<CheckReport[]> {
    let bench: Bench;
    try {
      bench = await this.#openBench();
    } catch (error) {
      signal.throwIfAborted();
      const [first, ...others] = this.#blocked();
      const report = { ...(first as CheckReport), ...outcomeOfError(error) };
      onCheck(report);
      return [report, ...others];
    }
    // Saved again while the bench was being opened: nothing is begun that would only be taken down.
    signal.throwIfAborted();
    const reports = await runChecks({
      lab: this.#lab,
      checks: this.#checks.checks,
      openTrial: () => this.#checks.openTrial(bench.value, { ...tools, programs: bench.programs }),
      signal,
      onCheck,
    });
    // A bench that broke is not used again.
    if (reports.some(({ state }) => state === 'environment')) await this.#closeBench();
    return reports;
  }

  async #clean(scope: Scope): Promise<void> {
    const cleaning = scope.close();
    this.#cleanings.add(cleaning);
    // One that failed stays, for `close` to tell of.
    await cleaning.then(
      () => this.#cleanings.delete(cleaning),
      () => {},
    );
  }

  #openBench(): Promise<Bench> {
    this.#bench ??= (async () => {
      const scope = new Scope();
      try {
        const programs = await findLabPrograms(this.#checks.programs);
        return { scope, programs, value: await this.#checks.openBench({ scope, programs }) };
      } catch (error) {
        // Not kept: what was missing may be there at the next save.
        this.#bench = undefined;
        await scope.close();
        throw error;
      }
    })();
    return this.#bench;
  }

  async #closeBench(): Promise<void> {
    const bench = await this.#bench;
    this.#bench = undefined;
    await bench?.scope.close();
  }

  #warm(file: string): void {
    if (this.#lab.runsIn !== 'server' || this.#nextStage || this.#isClosing) return;
    this.#nextStage = new StudentStage(file);
  }

  #takeStage(file: string): StudentStage {
    const warm = this.#nextStage;
    this.#nextStage = undefined;
    if (warm?.file === file) return warm;
    void warm?.close();
    return new StudentStage(file);
  }

  #blocked(): CheckReport[] {
    const outcome: Outcome = { state: 'blocked' };
    return this.#lab.checks.map(({ id, title, points }) => ({
      ...{ id, title, points, seconds: 0 },
      ...outcome,
    }));
  }

  #report(file: string, checks: CheckReport[], output: string, begun: number): LabReport {
    const some = (wanted: CheckReport['state']) => checks.some(({ state }) => state === wanted);
    const sum = (of: readonly CheckReport[]) => of.reduce((total, { points }) => total + points, 0);
    const isPassed = checks.every(({ state }) => state === 'passed');
    return {
      version: 1,
      lab: this.#lab.slug,
      file,
      verdict: some('environment') ? 'environment' : isPassed ? 'passed' : 'not-yet',
      points: {
        earned: sum(checks.filter(({ state }) => state === 'passed')),
        possible: sum(checks),
      },
      seconds: (performance.now() - begun) / 1_000,
      checks,
      output,
    };
  }
}
