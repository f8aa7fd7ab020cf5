/** One more publisher: the synthetic one as a process of its own. */
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Settings } from '../../labs/settings.ts';
import { type RunningProcess, startProcess } from '../../scripts/stack/process.ts';
import { repositoryRoot } from '../../scripts/system/work-directory.ts';
import { programPath } from './program.ts';

/**
 * Publishes under this name, and so counts as a browser; ends when the test does.
 * Unless told otherwise it stays on air beside others.
 */
export async function startTestPublisher(
  { ports, secrets, room, loopbackAddress, ...settings }: Settings,
  displayName: string,
  { yieldsToOthers = false } = {},
): Promise<RunningProcess> {
  const orders = {
    url: `ws://${loopbackAddress}:${ports.janusWebSocket}`,
    apiSecret: secrets.api,
    roomId: room.id,
    pin: secrets.pin,
    displayName,
    ffmpegPath: await programPath('ffmpeg'),
    yieldsToOthers,
  };
  const publisher = await startProcess({
    name: displayName,
    command: process.execPath,
    args: ['--import', 'tsx', join(repositoryRoot, 'scripts/publisher/main.ts')],
    logFile: join(settings.paths.logs, `${displayName}.log`),
    input: `${JSON.stringify(orders)}\n`,
    deathSignal: 'KILL',
  });
  onTestFinished(async () => {
    await publisher.stop();
  });
  return publisher;
}
