import { readFile } from 'node:fs/promises';
import type { Scope } from '../labs/scope.ts';
import { WorkshopError } from '../language/workshop-error.ts';
import type { Daemon } from '../stack/keep-running.ts';
import { settlesWithin } from '../system/settles-within.ts';

/** Daemons answer within a tenth of a second; this leaves room for a busy machine. */
const limitMilliseconds = 5_000;

export interface StudentDaemon {
  daemon: Daemon;
  /** Where it writes what it has to say. */
  logFile: string;
  /** The same daemon, in the same place, with the reference's configuration. */
  reference(): Promise<Daemon>;
}

/**
 * Starts a daemon with the student's configuration; it is stopped with the scope.
 * @returns null when it answers; otherwise what became of it and its log, and then the reference
 *   has shown that this machine is not the cause.
 * @throws {WorkshopError} when the reference does not start either, or hardly.
 */
export async function whyNotStarted(
  scope: Scope,
  { daemon, logFile, reference }: StudentDaemon,
): Promise<{ how: 'ended' | 'no-answer'; log: string } | null> {
  scope.defer(() => daemon.stop());
  const starting = daemon.start().then(
    () => true,
    () => false,
  );
  const isSettled = await settlesWithin(starting, limitMilliseconds);
  scope.signal.throwIfAborted();
  if (isSettled && (await starting)) return null;
  await daemon.stop();
  const log = await readFile(logFile, 'utf8');
  const referenceMilliseconds = await timeOfStart(await reference());
  if (isSettled) return { how: 'ended', log };
  if (referenceMilliseconds < limitMilliseconds / 2) return { how: 'no-answer', log };
  throw new WorkshopError(
    {
      en: 'This machine is so busy that no daemon answers in time.',
      es: 'Esta máquina está tan ocupada que ningún proceso responde a tiempo.',
    },
    {
      en: 'Close other programs, then save again.',
      es: 'Cierra otros programas y guarda otra vez.',
    },
  );
}

async function timeOfStart(daemon: Daemon): Promise<number> {
  const begun = performance.now();
  try {
    await daemon.start();
    return performance.now() - begun;
  } finally {
    await daemon.stop();
  }
}
