/** A whole stack for one test: real daemons on ports of its own, in a folder of its own. */
import { onTestFinished } from 'vitest';
import type { SegmentProfileName, Settings } from '../../labs/settings.ts';
import { ownSettings } from '../../scripts/checks/own-settings.ts';
import { type Stack, startStack } from '../../scripts/stack/stack.ts';
import { loadStages, type StageSource, solutionSources } from '../../scripts/stack/stages.ts';
import type { HopId, Status } from '../../scripts/stack/status.ts';
import { programPath } from './program.ts';

export interface TestStack extends Stack {
  readonly settings: Settings;
  readonly playlistUrl: string;
  /** Waits for a status that fits. @throws {Error} with the last status's verdict after the limit. */
  waitForStatus(
    what: string,
    fits: (status: Status) => boolean,
    limitSeconds?: number,
  ): Promise<Status>;
}

export interface TestStackOptions {
  profile?: SegmentProfileName;
  publisher?: 'synthetic' | 'none';
  /** Default: the solutions. */
  sources?: readonly StageSource[];
  listenAddress?: string;
}

const defaultLimitSeconds = 30;

/** Starts a stack and takes it down when the test (or the file) is over. */
export async function startTestStack(options: TestStackOptions = {}): Promise<TestStack> {
  const { profile = 'balanced', publisher = 'synthetic' } = options;
  const { settings, remove } = await ownSettings({
    profile,
    ...(options.listenAddress ? { listenAddress: options.listenAddress } : {}),
  });
  onTestFinished(remove);
  const [janus, nginx, ffmpeg] = await Promise.all([
    programPath('janus'),
    programPath('nginx'),
    programPath('ffmpeg'),
  ]);
  const stack = await startStack({
    settings,
    stages: await loadStages(options.sources ?? solutionSources()),
    programs: { janus, nginx, ffmpeg },
    publisher,
  });
  onTestFinished(() => stack.stop());
  return {
    ...stack,
    playlistUrl: `http://127.0.0.1:${settings.ports.origin}/live/index.m3u8`,
    waitForStatus: (what, fits, limitSeconds = defaultLimitSeconds) =>
      waitForStatus(stack, what, fits, limitSeconds),
  };
}

export const isOk =
  (...hops: readonly HopId[]) =>
  (status: Status): boolean =>
    hops.every((hop) => status.hops[hop].state === 'ok');

function waitForStatus(
  stack: Stack,
  what: string,
  fits: (status: Status) => boolean,
  limitSeconds: number,
): Promise<Status> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(limit);
      unsubscribe();
    };
    const look = (status: Status) => {
      if (!fits(status)) return;
      stop();
      resolve(status);
    };
    const limit = setTimeout(() => {
      stop();
      const { verdict } = stack.status.current();
      reject(new Error(`Not seen in ${limitSeconds} s: ${what}. Verdict: ${verdict.sentence.en}`));
    }, limitSeconds * 1_000);
    const unsubscribe = stack.status.subscribe(look);
    look(stack.status.current());
  });
}
