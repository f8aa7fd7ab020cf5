/** `npm run lab`: says of every save of a student's file what it does on real programs. */
import { findLab, folderOf, labs } from '../labs/catalog.ts';
import type { Lab } from '../labs/lab.ts';
import { stageFile } from './labs/lab-layout.ts';
import { nextUnfinished, ProgressFile } from './labs/progress.ts';
import { readLabArguments } from './labs/terminal/arguments.ts';
import { allAsJson, allAsTable, oneAsJson, oneAsLines } from './labs/terminal/print-once.ts';
import { watchLab } from './labs/terminal/watch-lab.ts';
import { startTypeChecker } from './labs/type-checker.ts';
import { interruptedExitCode, runProgram } from './language/command-line.ts';
import { WorkshopError } from './language/workshop-error.ts';

/** Arguments, files, programs: whatever keeps a lab from being run is the environment's. */
const environmentExitCode = 2;

await runProgram(async (language) => {
  const { name, options } = readLabArguments(language);
  const { all, json, solution, polling = false } = options;
  const isSolution = solution === true;
  const interrupted = untilAskedToStop();
  const progress = new ProgressFile((note) => process.stderr.write(`${note[language]}\n`));
  const lab = await chosenLab(name, progress);
  const types = startTypeChecker();
  try {
    const once = { isSolution, types, progress, interrupted };
    if (all) return await (json ? allAsJson(once) : allAsTable(once, language));
    if (json) return await oneAsJson(lab, once);
    if (options.once) return await oneAsLines(lab, once, language);
    for (let current: Lab | undefined = lab; current; ) {
      const file = stageFile(current, isSolution ? 'solutions' : 'labs');
      const watched = { isSolution, types, progress, interrupted, polling, language };
      current = await watchLab({ ...watched, lab: current, file });
    }
    return 0;
  } catch (error) {
    if (interrupted.aborted && error === interrupted.reason) return interruptedExitCode;
    throw error;
  } finally {
    await types.close();
  }
}, environmentExitCode);
// What a check still waits for, after everything was given back, keeps nobody waiting.
process.exit();

/** The one that was named, or the first that is not passed yet. */
async function chosenLab(name: string | undefined, progress: ProgressFile): Promise<Lab> {
  const lab = name === undefined ? nextUnfinished(await progress.standings()) : findLab(name);
  // When all are passed the last one is run again: a mark is never only trusted.
  if (name === undefined) return lab ?? (labs.at(-1) as Lab);
  if (lab) return lab;
  throw new WorkshopError(
    { en: `There is no lab "${name}".`, es: `No hay ningún laboratorio "${name}".` },
    { en: labs.map(folderOf).join(', '), es: labs.map(folderOf).join(', ') },
  );
}

/** Aborts when the program is asked to end. The handlers stay: a second Ctrl-C cuts nothing short. */
function untilAskedToStop(): AbortSignal {
  const controller = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => controller.abort());
  }
  return controller.signal;
}
