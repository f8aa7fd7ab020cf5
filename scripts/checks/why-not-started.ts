import type { Scope } from '../labs/scope.ts';
import type { Daemon } from '../stack/keep-running.ts';
import { settlesWithin } from '../system/settles-within.ts';

/** Daemons answer within a tenth of a second; this leaves room for a busy machine. */
const limitMilliseconds = 5_000;

/**
 * Starts a daemon with the student's configuration; it is stopped with the scope.
 * @param reference the same daemon, in the same place, with the reference's configuration.
 * @returns null when it answers; otherwise what happened, and then the reference has shown that
 *   this machine is not the cause.
 * @throws {WorkshopError} when the reference does not start either.
 */
export async function whyNotStarted(
  scope: Scope,
  daemon: Daemon,
  reference: () => Promise<Daemon>,
): Promise<'ended' | 'no-answer' | null> {
  scope.defer(() => daemon.stop());
  const starting = daemon.start();
  starting.catch(() => {});
  const isSettled = await settlesWithin(starting, limitMilliseconds);
  const hasStarted =
    isSettled &&
    (await starting.then(
      () => true,
      () => false,
    ));
  scope.signal.throwIfAborted();
  if (hasStarted) return null;
  await daemon.stop();
  const other = await reference();
  try {
    await other.start();
  } finally {
    await other.stop();
  }
  return isSettled ? 'ended' : 'no-answer';
}
