import { isNativeError } from 'node:util/types';
import { createContext, Script } from 'node:vm';

const call = new Script('work()');
const room: { work?: () => unknown } = createContext({});

/**
 * Calls `work`, and stops it where it does not return: a loop that never ends would hold the whole process,
 * Ctrl-C included. Costs a tenth of a millisecond of processor time, for the thread that watches.
 * @param work synchronous; what it waits for later is not watched.
 * @returns what `work` returns.
 * @throws what `work` throws, and where it was stopped an error with the `code` `ERR_SCRIPT_EXECUTION_TIMEOUT`
 * (Node.js documentation, `vm`, `timeout`).
 */
export function returnsWithin<T>(work: () => T, milliseconds: number): T {
  room.work = work;
  return call.runInContext(room, { timeout: milliseconds }) as T;
}

/** Whether `returnsWithin` stopped it. The error is one of the context's own, so no `instanceof Error`. */
export const wasStopped = (error: unknown): boolean =>
  isNativeError(error) && 'code' in error && error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT';
