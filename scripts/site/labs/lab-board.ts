/** All labs as the pages see them: how far the student is, and the run of each. */
import { relative } from 'node:path';
import { folderOf, labs } from '../../../labs/catalog.ts';
import type { Lab } from '../../../labs/lab.ts';
import { stageFile } from '../../labs/lab-layout.ts';
import { ProgressFile } from '../../labs/progress.ts';
import { LabRunner } from '../../labs/runner/lab-runner.ts';
import type { Text } from '../../language/text.ts';
import { repositoryRoot } from '../../system/work-directory.ts';
import type { LabRun, LabState, RunRequest } from '../api-types.ts';
import { LabRuns } from './lab-runs.ts';
import { WatchedStandings } from './watched-standings.ts';

export interface LabBoardOptions {
  /** Takes what the process that runs the checks prints. */
  logFile: string;
  /** Told of a progress file that could not be read. */
  note(text: Text): void;
}

/** Costs nothing before a page asks for labs. */
export class LabBoard {
  readonly #progress: ProgressFile;
  readonly #runner: LabRunner;
  readonly #runs: ReadonlyMap<Lab, LabRuns>;
  readonly #listeners = new Set<(state: LabState) => void>();
  /** Those of which the listeners are just being told. */
  readonly #announced = new Set<Lab>();
  #standings: Promise<WatchedStandings> | undefined;

  constructor({ logFile, note }: LabBoardOptions) {
    const progress = new ProgressFile(note);
    const runner = new LabRunner({ logFile });
    const onRecorded = async () => (await this.#open()).refresh();
    this.#progress = progress;
    this.#runner = runner;
    this.#runs = new Map(
      labs.map((lab) => {
        const onChange = () => this.#announce(lab);
        return [lab, new LabRuns({ lab, runner, progress, onChange, onRecorded })];
      }),
    );
  }

  /** Of every lab, in the catalog's order. */
  async states(): Promise<LabState[]> {
    const standings = await this.#open();
    return labs.map((lab) => this.#state(lab, standings));
  }

  /** Calls the listener with every lab that has changed; returns what ends that. */
  subscribe(listener: (state: LabState) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Begins a run of a lab's checks, or joins the one under way. */
  start(lab: Lab, request: RunRequest): Promise<LabRun> {
    return this.#runsOf(lab).start(request);
  }

  /** Cancels a lab's run, and ends the watching. */
  cancel(lab: Lab): Promise<void> {
    return this.#runsOf(lab).cancel();
  }

  /** Takes everything down: no process is left. */
  async close(): Promise<void> {
    await Promise.all([...this.#runs.values()].map((runs) => runs.close()));
    await this.#runner.close();
    (await this.#standings?.catch(() => undefined))?.close();
  }

  #runsOf(lab: Lab): LabRuns {
    const runs = this.#runs.get(lab);
    if (!runs) throw new Error(`Lab ${lab.slug} is not of the catalog`);
    return runs;
  }

  #open(): Promise<WatchedStandings> {
    this.#standings ??= WatchedStandings.open({
      progress: this.#progress,
      onChange: (lab) => this.#announce(lab),
    }).catch((error) => {
      // What was unreadable may be mended when it is asked for again.
      this.#standings = undefined;
      throw error;
    });
    return this.#standings;
  }

  /** What changes at the same moment is told once. */
  #announce(lab: Lab): void {
    if (this.#announced.has(lab)) return;
    this.#announced.add(lab);
    const opened = this.#open().finally(() => this.#announced.delete(lab));
    opened.then((standings) => {
      const state = this.#state(lab, standings);
      for (const listener of this.#listeners) listener(state);
    }, console.error);
  }

  #state(lab: Lab, standings: WatchedStandings): LabState {
    const { isPassed = false, points = 0 } = standings.of(lab) ?? {};
    return {
      folder: folderOf(lab),
      number: lab.number,
      title: lab.title,
      file: relative(repositoryRoot, stageFile(lab, 'labs')),
      isPassed,
      points: {
        earned: points,
        possible: lab.checks.reduce((sum, check) => sum + check.points, 0),
      },
      hints: lab.hints.map(({ en, es }) => ({ en, es })),
      run: this.#runsOf(lab).current,
    };
  }
}
