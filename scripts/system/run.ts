import { execFile } from 'node:child_process';

export interface RunResult {
  /** Standard output, then standard error. */
  output: string;
  /** `null` when the program could not be started or was ended by a signal. */
  exitCode: number | null;
  /** The system's reason (`ENOENT`, `EACCES`, …) when the program could not be started. */
  startError: string | null;
}

export interface RunOptions {
  /** It is ended when it takes longer. */
  timeoutMilliseconds?: number;
  environment?: NodeJS.ProcessEnv;
}

/** Runs a short program to its end and takes what it says. Never rejects. */
export function run(
  program: string,
  args: readonly string[],
  { timeoutMilliseconds = 10_000, environment = process.env }: RunOptions = {},
): Promise<RunResult> {
  const options = {
    timeout: timeoutMilliseconds,
    maxBuffer: 16 * 1024 * 1024,
    env: environment,
  };
  return new Promise((resolve) => {
    execFile(program, args, options, (error, stdout, stderr) => {
      const code = error?.code;
      resolve({
        output: `${stdout}\n${stderr}`,
        exitCode: error === null ? 0 : typeof code === 'number' ? code : null,
        startError: typeof code === 'string' ? code : null,
      });
    });
  });
}
