/**
 * The process a student's stage runs in. Whatever it does, loop, throw, print or exit, happens
 * here and not in the workshop. It loads one file, calls its functions, and is then thrown away.
 */
import { ChildProcess } from 'node:child_process';
import { writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { answersDescriptor, type HostAnswer, type HostOrder } from './stage-host-protocol.ts';

/** One that ends at once, or cannot even begin, is not seen from outside. */
let startedProcesses = 0;
// Whatever `node:child_process` offers to start one and go on comes through here.
const prototype = ChildProcess.prototype as unknown as { spawn(...args: unknown[]): unknown };
const startProcess = prototype.spawn;
prototype.spawn = function (...args) {
  startedProcesses += 1;
  return startProcess.apply(this, args);
};

let stage: Record<string, unknown> = {};

/** The first line break ends what the stage may have begun there. */
const answer = (message: HostAnswer): void => {
  let rest = Buffer.from(`\n${JSON.stringify(message)}\n`);
  while (rest.length > 0) rest = rest.subarray(writeSync(answersDescriptor, rest));
};

async function obey(order: HostOrder): Promise<HostAnswer> {
  if (order.type === 'load') {
    stage = await import(pathToFileURL(order.file).href);
    return { type: 'loaded', functions: Object.keys(stage).filter(isFunction) };
  }
  const stageFunction = stage[order.name] as (...args: readonly unknown[]) => unknown;
  const before = startedProcesses;
  const value = await stageFunction(...order.args);
  return { type: 'returned', value, ...(startedProcesses > before && { startedProcess: true }) };
}

const isFunction = (name: string): boolean => typeof stage[name] === 'function';

const orders = createInterface({ input: process.stdin });
orders.on('line', (line) => {
  obey(JSON.parse(line) as HostOrder).then(answer, (error: unknown) =>
    answer({
      type: 'threw',
      message: error instanceof Error ? `${error.name}: ${error.message}` : String(error),
      stack: error instanceof Error ? (error.stack ?? '') : '',
    }),
  );
});
// A timer or a promise that the stage forgot is no reason to end.
process.on('uncaughtException', (error) =>
  answer({ type: 'threw', message: `${error.name}: ${error.message}`, stack: error.stack ?? '' }),
);
process.on('unhandledRejection', (reason) =>
  answer({
    type: 'threw',
    message: String(reason),
    stack: reason instanceof Error ? (reason.stack ?? '') : '',
  }),
);
answer({ type: 'ready' });
// The workshop is gone: so is this.
orders.once('close', () => process.kill(process.pid, 'SIGKILL'));
