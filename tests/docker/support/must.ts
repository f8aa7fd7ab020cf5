/** Runs a program that has to succeed. */
import { type RunOptions, run } from '../../../scripts/system/run.ts';

/** @returns what it says. @throws {Error} with its last words when it fails. */
export async function must(
  program: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<string> {
  const { output, exitCode, startError } = await run(program, args, {
    timeoutMilliseconds: 600_000,
    ...options,
  });
  if (exitCode === 0) return output;
  const words = output.trim().split('\n').slice(-12).join('\n');
  throw new Error(
    `${[program, ...args].join(' ')}: ${startError ?? `exit code ${exitCode}`}\n${words}`,
  );
}
