/** Runs the worker in a sandbox, and hears what came of each lab; ends it when it takes too long. */
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { LimitedOutput } from '../labs/limited-output.ts';
import { runMark } from '../labs/marked-processes.ts';
import { tsxArguments } from '../system/tsx-process.ts';
import { repositoryRoot } from '../system/work-directory.ts';
import { type Message, messageSchema, type Order, resultsDescriptor } from './inside/protocol.ts';
import { sandboxPaths } from './inside/stage-sandbox.ts';
import { privateHome } from './private-home.ts';
import { sandboxed } from './sandbox.ts';

export type Isolation = 'namespaces' | 'process';

export interface WorkerOptions {
  isolation: Isolation;
  /** Of those that run at one time, from 0. */
  job: number;
  /** Laid out; seen inside read-only (absolute). */
  submission: string;
  /** Folders of labs, in the order in which they are run. */
  labs: readonly string[];
  /** How long one lab may take, whatever happens in it. */
  limitSeconds(lab: string): number;
  onMessage(message: Message): void;
  signal: AbortSignal;
}

export interface WorkerEnd {
  how: 'done' | 'timed-out' | 'flooded' | 'broke';
  /** What the worker itself complained of. */
  output: string;
}

/** More than all evidence together; who sends more is not ours. */
const resultsLimitBytes = 64 * 1_024 * 1_024;

/** @throws the signal's reason when it aborts; nothing is left running then either. */
export async function runWorker(options: WorkerOptions): Promise<WorkerEnd> {
  const { isolation, job, submission, labs, limitSeconds, onMessage, signal } = options;
  signal.throwIfAborted();
  const isSandboxed = isolation === 'namespaces';
  const home = isSandboxed ? undefined : await privateHome();
  const root = isSandboxed ? sandboxPaths.workshop : repositoryRoot;
  const node = [
    process.execPath,
    ...tsxArguments.map((argument) => argument.replace(repositoryRoot, root)),
  ];
  const worker = [...node, join(root, 'scripts/grade/inside/worker.ts')];
  const commandLine = isSandboxed ? sandboxed({ job, submission }, worker) : worker;
  const child = spawn('setpriv', ['--pdeathsig', 'KILL', '--', ...commandLine], {
    // Ctrl-C in the terminal is the grader's to act on.
    detached: true,
    cwd: root === repositoryRoot ? root : '/',
    env: home?.environment ?? { PATH: process.env.PATH, ...runMark() },
    stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
  });
  const output = new LimitedOutput();
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => output.add(chunk));
  }
  let how: WorkerEnd['how'] = 'broke';
  const end = (why: WorkerEnd['how']) => {
    how = why;
    child.kill('SIGKILL');
  };
  const onAbort = () => end('broke');
  signal.addEventListener('abort', onAbort, { once: true });
  void output.flooded.then(() => end('flooded'));

  const order: Order = {
    secret: randomUUID(),
    isSandboxed,
    submission: isSandboxed ? sandboxPaths.submission : submission,
    labs: [...labs],
  };
  child.stdin?.on('error', () => {});
  child.stdin?.end(JSON.stringify(order));

  let limit: NodeJS.Timeout | undefined;
  let graded = 0;
  const heard = hear(child.stdio[resultsDescriptor] as Readable, order.secret, () =>
    end('flooded'),
  );
  heard.onMessage((message) => {
    clearTimeout(limit);
    if (message.type === 'begun') {
      limit = setTimeout(() => end('timed-out'), limitSeconds(message.lab) * 1_000);
    } else graded += 1;
    onMessage(message);
  });
  try {
    // Not only the exit: what was written before it is still to be read.
    await once(child, 'close');
  } finally {
    clearTimeout(limit);
    signal.removeEventListener('abort', onAbort);
    await home?.remove();
  }
  signal.throwIfAborted();
  return { how: graded === labs.length ? 'done' : how, output: output.text() };
}

function hear(stream: Readable, secret: string, onFlood: () => void) {
  let bytes = 0;
  stream.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > resultsLimitBytes) onFlood();
  });
  stream.on('error', () => {});
  const lines = createInterface({ input: stream });
  return {
    onMessage(listener: (message: Message) => void) {
      lines.on('line', (line) => {
        // Whatever else is there was not written by the worker.
        if (!line.startsWith(`${secret} `)) return;
        listener(messageSchema.parse(JSON.parse(line.slice(secret.length + 1))));
      });
    },
  };
}
