/** Checks the types of one file at a time, and the faster the second time: TypeScript stays loaded in a process beside ours. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { tsxArguments } from '../system/tsx-process.ts';

const checkerFile = fileURLToPath(new URL('type-checker-process.ts', import.meta.url));

export interface TypeProblem {
  kind: 'syntax' | 'type';
  /** 1-based; 0 when it concerns the whole file. */
  line: number;
  /** As TypeScript says it: always English. */
  message: string;
  /** The line itself, with a mark under the place; empty when it concerns the whole file. */
  excerpt: string;
}

export interface TypeChecker {
  /** @returns the problems of this file alone, syntax first; empty when there are none. */
  check(file: string): Promise<readonly TypeProblem[]>;
  close(): Promise<void>;
}

export interface TypeOrder {
  id: number;
  file: string;
}
export type TypeAnswer = { id: number; problems: TypeProblem[] } | { id: number; error: string };

export function startTypeChecker(): TypeChecker {
  // A process, not a thread: Node 20 does not hand tsx on to threads.
  const child = fork(checkerFile, {
    // The signal comes from the kernel when the workshop is gone, and ends also what is still loading.
    execPath: 'setpriv',
    execArgv: ['--pdeathsig', 'KILL', '--', process.execPath, ...tsxArguments],
    serialization: 'json',
  });
  const waiting = new Map<number, { resolve(p: TypeProblem[]): void; reject(e: Error): void }>();
  let lastId = 0;
  /** Between checks it must not keep the program from ending. */
  const restIfIdle = () => {
    if (waiting.size > 0) return;
    child.unref();
    child.channel?.unref();
  };
  child.on('message', (answer: TypeAnswer) => {
    const asker = waiting.get(answer.id);
    waiting.delete(answer.id);
    restIfIdle();
    if ('problems' in answer) asker?.resolve(answer.problems);
    else asker?.reject(new Error(answer.error));
  });
  const exited = once(child, 'exit').then(([code]) => {
    for (const { reject } of waiting.values())
      reject(new Error(`The type checker ended (${code}).`));
    waiting.clear();
  });
  restIfIdle();
  return {
    check: (file) =>
      new Promise((resolve, reject) => {
        if (!child.connected) return reject(new Error('The type checker has ended.'));
        lastId += 1;
        waiting.set(lastId, { resolve, reject });
        child.ref();
        child.channel?.ref();
        child.send({ id: lastId, file } satisfies TypeOrder, () => {});
      }),
    async close() {
      child.ref();
      child.kill('SIGKILL');
      await exited;
    },
  };
}
