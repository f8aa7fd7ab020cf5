/** One child process: started so that it cannot outlive the workshop, stopped so that nothing of it stays. */
import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { settlesWithin } from '../system/settles-within.ts';

export interface ProcessOptions {
  name: string;
  command: string;
  args: readonly string[];
  /** Standard error, and standard output unless it is read, are appended to this file. */
  logFile: string;
  environment?: NodeJS.ProcessEnv;
  /** Default: the supervisor's own. */
  workingDirectory?: string;
  /** Written to standard input, which is then closed. For secrets: arguments are visible to everyone. */
  input?: string;
  onOutputLine?(line: string): void;
  /**
   * The signal the kernel sends when the supervisor dies, however it dies. TERM for programs
   * that must end their own children (nginx); KILL for the others.
   */
  deathSignal: 'TERM' | 'KILL';
}

export interface ProcessExit {
  /** Null when a signal ended it. */
  code: number | null;
  signal: NodeJS.Signals | null;
}

export interface RunningProcess {
  readonly name: string;
  readonly pid: number;
  readonly logFile: string;
  /** Resolves once the process, and whatever it left behind in its group, is gone. Never rejects. */
  readonly exited: Promise<ProcessExit>;
  /** Asks twice, then kills. Resolves as `exited` does. Idempotent. */
  stop(): Promise<ProcessExit>;
}

/** FFmpeg takes no notice of a first SIGTERM while no RTP comes in; of a second it does. */
const secondRequestMilliseconds = 100;
const killAfterMilliseconds = 3_000;

/**
 * Starts a process through setpriv(1), whose `--pdeathsig` ties it to this process.
 * It gets a process group of its own, so that Ctrl-C in the terminal reaches only the
 * supervisor, which then ends its children in order.
 * @throws {Error} when the program cannot be started.
 */
export async function startProcess(options: ProcessOptions): Promise<RunningProcess> {
  const { name, command, args, logFile, environment, workingDirectory, input } = options;
  const { onOutputLine, deathSignal } = options;
  const log = openSync(logFile, 'a', 0o600);
  const child = spawn('setpriv', ['--pdeathsig', deathSignal, '--', command, ...args], {
    detached: true,
    cwd: workingDirectory,
    env: { ...process.env, ...environment },
    stdio: [input === undefined ? 'ignore' : 'pipe', onOutputLine ? 'pipe' : log, log],
  });
  closeSync(log);
  const exited = new Promise<ProcessExit>((resolve) => {
    child.once('exit', (code, signal) => {
      // A master killed with -9 leaves its workers: they hold the port, so they go too.
      signalGroup(child.pid, 'SIGKILL');
      resolve({ code, signal });
    });
  });
  await new Promise<void>((resolve, reject) => {
    child.once('spawn', resolve);
    child.once('error', reject);
  });
  if (onOutputLine && child.stdout) {
    createInterface({ input: child.stdout }).on('line', onOutputLine);
  }
  if (input !== undefined && child.stdin) {
    // The child may end before it has read; its exit says so better than EPIPE does.
    child.stdin.on('error', () => {});
    child.stdin.end(input);
  }

  const isOver = () => child.exitCode !== null || child.signalCode !== null;
  return {
    name,
    pid: child.pid as number,
    logFile,
    exited,
    async stop() {
      // Who was stopped (SIGSTOP) heeds no other signal, nor do the children it has to end.
      if (!isOver()) signalGroup(child.pid, 'SIGCONT');
      for (const milliseconds of [secondRequestMilliseconds, killAfterMilliseconds]) {
        if (isOver()) break;
        child.kill('SIGTERM');
        await settlesWithin(exited, milliseconds);
      }
      if (!isOver()) signalGroup(child.pid, 'SIGKILL');
      return exited;
    },
  };
}

/** Signals a process that was started here, and its children. One that is gone is no error. */
export function signalGroup(pid: number | undefined, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
