/** A process of a load generator: apart from ours, so that what viewers cost is told apart from what serving them costs. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { tsxArguments } from '../../system/tsx-process.ts';

export interface LoadProcess {
  readonly pid: number;
  /**
   * Sends an order and waits for its answer; one order at a time.
   * @throws {Error} what the process threw, or that it has ended.
   */
  ask<Answer>(order: unknown): Promise<Answer>;
  /** Resolves when it is gone. Idempotent. */
  stop(): Promise<void>;
}

type Reply = { answer: unknown } | { error: string };

/** @param module file URL of a module that calls `obey`. */
export function startLoadProcess(module: URL): LoadProcess {
  const child = fork(fileURLToPath(module), {
    // The kernel ends it when we are gone, however we went.
    execPath: 'setpriv',
    execArgv: ['--pdeathsig', 'KILL', '--', process.execPath, ...tsxArguments],
    // Ctrl-C in the terminal is for whoever measures, who then stops this in order.
    detached: true,
    // Not JSON: a report is many thousand numbers.
    serialization: 'advanced',
  });
  // Why nothing more comes from it: one that could not be started does not exit.
  const ended: Promise<Error> = once(child, 'exit').then(
    () => new Error('A process of the load generator has ended'),
    (error: Error) => error,
  );
  return {
    pid: child.pid as number,
    ask: (order) =>
      new Promise((resolve, reject) => {
        void ended.then(reject);
        child.once('message', (reply: Reply) => {
          if ('error' in reply) reject(new Error(reply.error));
          else resolve(reply.answer as never);
        });
        child.send(order as object, () => {});
      }),
    async stop() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/**
 * Waits for the first answers; whoever gives up stops the processes.
 * @throws {Error} what a process threw; the signal's reason.
 */
export async function untilStarted(
  started: Promise<unknown>,
  stop: () => Promise<void>,
  signal: AbortSignal | undefined,
): Promise<void> {
  // A process that is stopped answers nothing any more: `started` rejects.
  const abort = () => void stop();
  signal?.addEventListener('abort', abort, { once: true });
  if (signal?.aborted) abort();
  try {
    await started;
  } catch (error) {
    await stop();
    throw signal?.aborted ? signal.reason : error;
  } finally {
    signal?.removeEventListener('abort', abort);
  }
}

/** In the process itself: does what it is asked, one order after the other. */
export function obey<Order>(carryOut: (order: Order) => Promise<unknown>): void {
  process.on('message', (order: Order) => {
    carryOut(order).then(
      (answer) => process.send?.({ answer } satisfies Reply),
      (error) => process.send?.({ error: String(error) } satisfies Reply),
    );
  });
  process.once('disconnect', () => process.exit());
}
