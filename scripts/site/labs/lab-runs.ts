/** The runs of one lab's checks on the student's file: never two at once, whoever asks for them. */
import { readFile } from 'node:fs/promises';
import type { Lab } from '../../../labs/lab.ts';
import { stageFile } from '../../labs/lab-layout.ts';
import { missingFileReport } from '../../labs/missing-file.ts';
import type { ProgressFile } from '../../labs/progress.ts';
import { RepeatedRuns } from '../../labs/repeated-runs.ts';
import { type CheckReport, inOrder, type LabReport } from '../../labs/report.ts';
import type { LabRunner } from '../../labs/runner/lab-runner.ts';
import { type Trouble, troubleOf } from '../../labs/runner/trouble.ts';
import { translateStarter } from '../../labs/student-file.ts';
import { WatchedFile } from '../../labs/watch-file.ts';
import type { LabRun, RunRequest } from '../api-types.ts';

export interface LabRunsOptions {
  lab: Lab;
  runner: LabRunner;
  progress: ProgressFile;
  /** Told of every change of `current`. */
  onChange(): void;
  /** Called before a run counts as finished: its marks may be in the progress file. */
  onRecorded(): Promise<void>;
}

export class LabRuns {
  readonly #options: LabRunsOptions;
  /** The student's (absolute). */
  readonly #file: string;
  readonly #runs: RepeatedRuns;
  #current: LabRun | null = null;
  #watched: Promise<WatchedFile> | undefined;

  constructor(options: LabRunsOptions) {
    this.#options = options;
    this.#file = stageFile(options.lab, 'labs');
    this.#runs = new RepeatedRuns(
      (signal) => this.#run(signal),
      (error) => this.#change({ state: 'failed', trouble: troubleOf(error) }),
    );
  }

  /** The newest run; null before the first. */
  get current(): LabRun | null {
    return this.#current;
  }

  /** Begins a run, or joins the one under way. */
  async start({ watch, language }: RunRequest): Promise<LabRun> {
    // Before the file is watched: this is no save of the student's.
    if (!this.#isUnderWay()) await translateStarter(this.#options.lab, language);
    if (watch) await this.#startWatching();
    else await this.#stopWatching();
    if (!this.#isUnderWay()) return this.#begin();
    this.#change({ isWatching: watch });
    return this.#current as LabRun;
  }

  /** Cancels the run under way, and ends the watching. */
  async cancel(): Promise<void> {
    const watching = this.#stopWatching();
    if (this.#isUnderWay()) this.#change({ state: 'cancelled', isWatching: false });
    else if (this.#current?.isWatching) this.#change({ isWatching: false });
    await Promise.all([watching, this.#runs.cancel()]);
  }

  /** Nothing is left under way. */
  async close(): Promise<void> {
    await this.cancel();
    await this.#runs.close();
  }

  #isUnderWay(): boolean {
    const { state } = this.#current ?? {};
    return state === 'preparing' || state === 'running';
  }

  #begin(): LabRun {
    this.#current = {
      number: (this.#current?.number ?? 0) + 1,
      state: 'preparing',
      isWatching: this.#watched !== undefined,
      startedAt: new Date().toISOString(),
      checks: [],
      report: null,
      trouble: null,
    };
    this.#runs.request();
    this.#options.onChange();
    return this.#current;
  }

  async #run(signal: AbortSignal): Promise<void> {
    const { lab, runner, onRecorded } = this.#options;
    const text = await readFile(this.#file, 'utf8').catch(() => undefined);
    const onCheck = (check: CheckReport) => {
      if (!signal.aborted) this.#checkDone(check);
    };
    const report =
      text === undefined
        ? missingFileReport(lab, this.#file)
        : await runner.run(lab, this.#file, { signal, onCheck });
    signal.throwIfAborted();
    // What was missing may be there at the next save, even if the student has changed nothing.
    if (report.verdict === 'environment') (await this.#watched)?.expectSave();
    const trouble = text === undefined ? null : await this.#record(text, report);
    await onRecorded();
    signal.throwIfAborted();
    this.#change({ state: 'finished', checks: report.checks, report, trouble });
  }

  #checkDone(check: CheckReport): void {
    // A run on a bench that had died is repeated on a new one, and tells of its checks again.
    const others = this.#current?.checks.filter(({ id }) => id !== check.id) ?? [];
    this.#change({ state: 'running', checks: inOrder(this.#options.lab, [...others, check]) });
  }

  async #record(text: string, report: LabReport): Promise<Trouble | null> {
    const { lab, progress } = this.#options;
    return progress.record(lab, text, report).then(() => null, troubleOf);
  }

  #change(change: Partial<LabRun>): void {
    if (!this.#current) return;
    this.#current = { ...this.#current, ...change };
    this.#options.onChange();
  }

  async #startWatching(): Promise<void> {
    const onChange = () => void this.#begin();
    this.#watched ??= WatchedFile.open({ file: this.#file, polling: false, onChange });
    await this.#watched;
  }

  async #stopWatching(): Promise<void> {
    const watched = this.#watched;
    this.#watched = undefined;
    (await watched)?.close();
  }
}
