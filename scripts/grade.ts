/** `npm run grade`: what the submissions of a class are worth. */
import { resolve } from 'node:path';
import { ensureMended } from './doctor/ensure-ready.ts';
import { readGradeArguments } from './grade/arguments.ts';
import { expectFolders } from './grade/expect-folders.ts';
import { gradeClass } from './grade/grade-class.ts';
import { showProgress } from './grade/progress.ts';
import { readClassList, studentOf } from './grade/reports/class-list.ts';
import { presentResults } from './grade/reports/present.ts';
import { hasNamespaces } from './grade/sandbox.ts';
import { interruptedExitCode, runProgram } from './language/command-line.ts';
import type { Text } from './language/text.ts';

const noNamespaces: Text = {
  en: 'This system gives no namespaces: submissions run as you, with your files and your network.\n  → Debian, Ubuntu: sudo apt-get install bubblewrap iproute2, or run this as root.',
  es: 'Este sistema no ofrece espacios de nombres: las entregas corren como tú, con tus archivos y tu red.\n  → Debian, Ubuntu: sudo apt-get install bubblewrap iproute2, o corre esto como root.',
};

const wasInterrupted: Text = {
  en: 'Interrupted. What is graded already is kept: the same command goes on.',
  es: 'Interrumpido. Lo que ya está corregido se conserva: el mismo comando sigue desde ahí.',
};

await runProgram(async (language) => {
  const { folders, out, jobs, entries, class: csv } = readGradeArguments(language);
  const from = process.env.INIT_CWD ?? '.';
  // A mistake in it is said before anything is graded.
  const list = csv === undefined ? undefined : await readClassList(resolve(from, csv));
  const given = folders.map((folder) => resolve(from, folder));
  await expectFolders(given);
  await ensureMended({ purpose: 'grade', portOffset: 0, language });
  const interrupted = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => interrupted.abort());
  }
  const isolation = (await hasNamespaces()) ? 'namespaces' : 'process';
  if (isolation === 'process') process.stderr.write(`${noNamespaces[language]}\n`);
  const progress = showProgress(folders.length, entries.length, jobs, language);
  const { signal } = interrupted;
  try {
    const { results, given: graded } = await gradeClass({
      ...{ folders: given, entries, isolation, jobs, out, signal, progress },
      studentOf: (submission) => (list ? studentOf(list, submission) : null),
    });
    progress.end();
    const reports = { folder: out, language, ...(list ? { list } : {}) };
    const { text, exitCode } = await presentResults(results, graded, reports);
    process.stdout.write(text);
    return exitCode;
  } catch (error) {
    if (!signal.aborted || error !== signal.reason) throw error;
    progress.end();
    process.stderr.write(`${wasInterrupted[language]}\n`);
    return interruptedExitCode;
  } finally {
    progress.end();
  }
});
