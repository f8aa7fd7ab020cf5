/** A whole stack for one test: real daemons on ports of its own, in a folder of its own. */
import {
  isOk,
  type OwnStack,
  type OwnStackOptions,
  startOwnStack,
} from '../../scripts/checks/own-stack.ts';
import { programPath } from './program.ts';
import { untilTestEnds } from './test-keeper.ts';

export { isOk };
export type TestStack = OwnStack;
export type TestStackOptions = Omit<OwnStackOptions, 'programs'>;

/** Starts a stack and takes it down when the test (or the file) is over. */
export async function startTestStack(options: TestStackOptions = {}): Promise<TestStack> {
  const [janus, nginx, ffmpeg] = await Promise.all([
    programPath('janus'),
    programPath('nginx'),
    programPath('ffmpeg'),
  ]);
  return startOwnStack(untilTestEnds, { ...options, programs: { janus, nginx, ffmpeg } });
}
