/** `npm run bench`: what the workshop's claims are worth on this machine. */
import { availableParallelism, loadavg } from 'node:os';
import { readBenchArguments } from './bench/arguments.ts';
import { showProgress } from './bench/progress.ts';
import { ensureReady } from './doctor/ensure-ready.ts';
import { interruptedExitCode, runProgram } from './language/command-line.ts';
import type { Text } from './language/text.ts';
import { describeError } from './language/workshop-error.ts';

const wasInterrupted: Text = {
  en: 'Interrupted. What was measured to its end is kept.',
  es: 'Interrumpido. Lo que se midió hasta el final se conserva.',
};

/**
 * More than this, and something else runs here. By the number of cores: what keeps one of two busy
 * takes from what is measured, one of thirty-two is hardly missed.
 */
const quietLoad = 0.35 * availableParallelism();

const notQuiet = (load: number): Text => ({
  en: `Something else is at work on this machine (load ${load.toFixed(1)}): close what you can, or take the figures lightly.`,
  es: `Otra cosa está trabajando en esta máquina (carga ${load.toFixed(1)}): cierra lo que puedas, o no te fíes mucho de las cifras.`,
});

await runProgram(async (language) => {
  const { names, isQuick, writesReport } = readBenchArguments(language);
  const [loadBefore = 0] = loadavg();
  if (loadBefore > quietLoad) process.stderr.write(`${notQuiet(loadBefore)[language]}\n`);
  const { programs, iceAddress } = await ensureReady({ purpose: 'bench', portOffset: 0, language });
  const { plannedSeconds, runBenches } = await import('./bench/run-benches.ts');
  const { presentResults } = await import('./bench/report/present.ts');
  const interrupted = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => interrupted.abort());
  }
  const { signal } = interrupted;
  const progress = showProgress(await plannedSeconds(names, { isQuick }), language);
  try {
    const { results, measured, failures } = await runBenches(names, {
      programs: {
        janus: programs.janus.path,
        nginx: programs.nginx.path,
        ffmpeg: programs.ffmpeg.path,
        chromium: programs.chromium?.path ?? '',
      },
      ...{ isQuick, loadBefore, iceAddress, progress, signal },
    });
    progress.end();
    const presented = { names: measured, writesReport, language };
    const exitCode = results ? await presentResults(results, presented) : 0;
    for (const { name, error } of failures) {
      process.stderr.write(`${name}: ${describeError(error, language)}\n`);
    }
    if (signal.aborted) {
      process.stderr.write(`${wasInterrupted[language]}\n`);
      return interruptedExitCode;
    }
    return failures.length > 0 ? 1 : exitCode;
  } finally {
    progress.end();
  }
});
