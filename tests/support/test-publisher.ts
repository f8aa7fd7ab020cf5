/** One more publisher for one test. */
import type { Settings } from '../../labs/settings.ts';
import { startPublisher } from '../../scripts/checks/publisher.ts';
import type { RunningProcess } from '../../scripts/stack/process.ts';
import { programPath } from './program.ts';
import { untilTestEnds } from './test-keeper.ts';

/** Publishes under this name until the test ends; stays on air beside others unless told otherwise. */
export const startTestPublisher = async (
  settings: Settings,
  displayName: string,
  { yieldsToOthers = false, ...choices }: { yieldsToOthers?: boolean; url?: string } = {},
): Promise<RunningProcess> =>
  startPublisher(untilTestEnds, settings, {
    ffmpegPath: await programPath('ffmpeg'),
    displayName,
    yieldsToOthers,
    ...choices,
  });
