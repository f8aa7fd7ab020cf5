/** Watch mode: every save of the file is checked, until the student goes on or quits. */
import type { Lab } from '../../../labs/lab.ts';
import type { Language } from '../../language/text.ts';
import { describeError } from '../../language/workshop-error.ts';
import { missingFile } from '../missing-file.ts';
import { OpenLab } from '../open-lab.ts';
import type { ProgressFile } from '../progress.ts';
import { RepeatedRuns } from '../repeated-runs.ts';
import { translateStarter } from '../student-file.ts';
import type { TypeChecker } from '../type-checker.ts';
import { WatchedFile } from '../watch-file.ts';
import type { WatchDisplay } from './display.ts';
import { LiveDisplay } from './live-display.ts';
import { PlainDisplay } from './plain-display.ts';

export interface WatchOptions {
  lab: Lab;
  /** The student's file, or the reference's (absolute). */
  file: string;
  isSolution: boolean;
  polling: boolean;
  language: Language;
  types: TypeChecker;
  progress: ProgressFile;
  /** Aborts when the program is asked to end. */
  interrupted: AbortSignal;
}

/** @returns the lab to go on with; undefined to quit. Nothing of this one is left running. */
export async function watchLab(options: WatchOptions): Promise<Lab | undefined> {
  const { lab, file, isSolution, polling, language, types, progress, interrupted } = options;
  const end = openEnd<Lab | undefined>();
  const quit = () => end.resolve(undefined);
  const actions = { quit, goTo: end.resolve, fail: end.reject, runAgain: () => runs.request() };
  const display: WatchDisplay =
    process.stdin.isTTY && process.stdout.isTTY
      ? new LiveDisplay({ lab, file, isSolution, language, progress, actions })
      : new PlainDisplay(lab, file, language);

  let open: OpenLab | undefined;
  let watched: WatchedFile | undefined;
  const runs = new RepeatedRuns(async (signal) => {
    if (!open || !watched) return;
    const { text } = watched;
    if (text === undefined) {
      const missing = missingFile(lab, file);
      return display.note(describeError(missing, language));
    }
    display.runStarted();
    const onCheck = display.checkDone.bind(display);
    const report = await open.run(file, { signal, onCheck });
    signal.throwIfAborted();
    // What was missing may be there at the next save, even if the student has changed nothing.
    if (report.verdict === 'environment') watched.expectSave();
    display.runDone(report);
    if (isSolution) return;
    await progress
      .record(lab, text, report)
      .catch((error) => display.note(describeError(error, language)));
  }, end.reject);

  interrupted.addEventListener('abort', quit);
  if (interrupted.aborted) quit();
  display.open();
  try {
    if (!isSolution) await translateStarter(lab, language);
    open = await OpenLab.open(lab, types);
    watched = await WatchedFile.open({ file, polling, onChange: () => runs.request() });
    runs.request();
    return await end.promise;
  } finally {
    interrupted.removeEventListener('abort', quit);
    display.stopping();
    watched?.close();
    await runs.close();
    await open?.close();
    display.close();
  }
}

/** A promise that others settle. (`Promise.withResolvers` came with Node 22.) */
function openEnd<T>() {
  let resolve: (value: T) => void = () => {};
  let reject: (error: unknown) => void = () => {};
  const promise = new Promise<T>((...settle) => {
    [resolve, reject] = settle;
  });
  // It may fail before anyone waits for it.
  promise.catch(() => {});
  return { promise, resolve, reject };
}
