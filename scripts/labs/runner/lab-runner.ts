/**
 * Runs checks beside the supervisor: one process for all labs, started at the first run and ended
 * when nobody has run anything for a while. One that breaks is replaced.
 */
import type { Lab } from '../../../labs/lab.ts';
import type { RunOptions } from '../open-lab.ts';
import type { LabReport } from '../report.ts';
import { Runner } from './runner.ts';

/** Long enough for a student to read and think; then a lab's programs are given back. */
const idleMilliseconds = 5 * 60_000;

export interface LabRunnerOptions {
  /** Takes what the process prints. */
  logFile: string;
  /** After its last run a lab's bench stays open for so long. */
  idleMilliseconds?: number;
}

export class LabRunner {
  readonly #logFile: string;
  readonly #idleMilliseconds: number;
  #runner: Runner | undefined;
  /** All that have not ended. */
  readonly #runners = new Set<Runner>();
  /** The benches that stand, by slug, and what will take them down. */
  readonly #benches = new Map<string, NodeJS.Timeout>();

  constructor(options: LabRunnerOptions) {
    this.#logFile = options.logFile;
    this.#idleMilliseconds = options.idleMilliseconds ?? idleMilliseconds;
  }

  /** Of the process; undefined while none is needed. */
  get pid(): number | undefined {
    return this.#runner?.pid;
  }

  /**
   * Runs a lab's checks on a file.
   * @throws the signal's reason when it is cancelled, and {WorkshopError} when the runner breaks.
   */
  async run(lab: Lab, file: string, options: RunOptions): Promise<LabReport> {
    clearTimeout(this.#benches.get(lab.slug));
    const runner = this.#runningOne();
    try {
      return await runner.run(lab, file, options);
    } catch (error) {
      if (!options.signal?.aborted) this.#retire(runner);
      throw error;
    } finally {
      if (runner === this.#runner) this.#leaveLater(lab.slug);
      else if (runner.isIdle) void runner.close();
    }
  }

  /** Nothing that was started is left. */
  async close(): Promise<void> {
    this.#forgetBenches();
    this.#runner = undefined;
    await Promise.all([...this.#runners].map((runner) => runner.close()));
  }

  #runningOne(): Runner {
    if (this.#runner?.isRunning) return this.#runner;
    const runner = new Runner(this.#logFile);
    this.#runner = runner;
    this.#runners.add(runner);
    void runner.ended.then(() => {
      this.#runners.delete(runner);
      this.#retire(runner);
    });
    return runner;
  }

  /** No run is begun in it any more: its type checker is gone, or a module that did not load is kept as such. */
  #retire(runner: Runner): void {
    if (runner !== this.#runner) return;
    this.#runner = undefined;
    this.#forgetBenches();
  }

  #leaveLater(slug: string): void {
    clearTimeout(this.#benches.get(slug));
    this.#benches.set(
      slug,
      setTimeout(() => this.#leave(slug), this.#idleMilliseconds),
    );
  }

  #leave(slug: string): void {
    const runner = this.#runner;
    this.#benches.delete(slug);
    if (this.#benches.size > 0 || !runner?.isIdle) {
      runner?.leave(slug);
      return;
    }
    this.#retire(runner);
    void runner.close();
  }

  #forgetBenches(): void {
    for (const timer of this.#benches.values()) clearTimeout(timer);
    this.#benches.clear();
  }
}
