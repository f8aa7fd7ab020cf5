/** One more publisher: the synthetic one as a process of its own. */
import { join } from 'node:path';
import type { Settings } from '../../labs/settings.ts';
import type { PictureOptions } from '../publisher/picture-options.ts';
import { type RunningProcess, startProcess } from '../stack/process.ts';
import { repositoryRoot } from '../system/work-directory.ts';
import type { Keeper } from './room.ts';

export interface PublisherChoices {
  ffmpegPath: string;
  /** Any but the synthetic publisher's own name counts as a browser. */
  displayName: string;
  yieldsToOthers?: boolean;
  /** Where to call Janus; without it, where Janus listens. */
  url?: string;
  picture?: PictureOptions;
}

/** Starts to publish. Unless told otherwise it stays on air beside others. */
export async function startPublisher(
  keeper: Keeper,
  { ports, secrets, room, janusHost, paths }: Settings,
  { yieldsToOthers = false, ...choices }: PublisherChoices,
): Promise<RunningProcess> {
  const orders = {
    url: `ws://${janusHost}:${ports.janusWebSocket}`,
    apiSecret: secrets.api,
    roomId: room.id,
    pin: secrets.pin,
    yieldsToOthers,
    ...choices,
  };
  const publisher = await startProcess({
    name: choices.displayName,
    command: process.execPath,
    args: ['--import', 'tsx', join(repositoryRoot, 'scripts/publisher/main.ts')],
    logFile: join(paths.logs, `${choices.displayName}.log`),
    input: `${JSON.stringify(orders)}\n`,
    deathSignal: 'KILL',
  });
  keeper.defer(() => publisher.stop());
  return publisher;
}
