/** What a bench is, and what it is given. */
import type { StackPrograms } from '../stack/stack.ts';
import type { Progress } from './progress.ts';
import type { BenchName, Measured } from './results.ts';

export interface BenchOptions {
  /** A look in a minute or two, with wider spread; never the reference. */
  isQuick: boolean;
}

export interface BenchContext extends BenchOptions {
  programs: StackPrograms & { chromium: string };
  /** Load average of the last minute, before anything of ours ran. */
  loadBefore: number;
  /** Janus offers it to browsers and subscribers. */
  iceAddress: string;
  progress: Progress;
  /** Aborts on Ctrl-C: whoever waits stops waiting, and takes down what it started. */
  signal: AbortSignal;
}

export interface Bench<Name extends BenchName = BenchName> {
  name: Name;
  /** How long it takes, by the same table that `run` follows: the time left is told from it. */
  plannedSeconds(options: BenchOptions): number;
  /**
   * Measures. Whatever it started is gone when it returns or throws.
   * @throws {WorkshopError} when the machine does not let it measure.
   */
  run(context: BenchContext): Promise<Measured<Name>>;
}
