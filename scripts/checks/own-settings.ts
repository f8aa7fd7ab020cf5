import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSettings, type Settings, type SettingsChoices } from '../../labs/settings.ts';
import { witness } from '../labs/witness.ts';
import { newSecrets } from '../stack/secrets.ts';
import { prepareFolders } from '../stack/work-folder.ts';
import { freePortOffset, releasePortOffset } from './free-port-offset.ts';

export interface OwnSettings {
  settings: Settings;
  /** Removes everything that was written there. */
  remove(): Promise<void>;
}

/**
 * Settings with a folder of their own, secrets that nobody knows beforehand and, unless an offset is
 * given, ports that are free.
 */
export async function ownSettings(
  choices: Omit<SettingsChoices, 'workDirectory' | 'secrets'> = {},
): Promise<OwnSettings> {
  const portOffset = choices.portOffset ?? (await freePortOffset());
  const workDirectory = await mkdtemp(join(tmpdir(), 'workshop-'));
  const settings = createSettings({ workDirectory, secrets: newSecrets(), ...choices, portOffset });
  await prepareFolders(settings);
  return {
    settings,
    async remove() {
      await witness()?.workFolder(settings);
      // Once more, where a process that is just ending wrote a last file meanwhile.
      await rm(workDirectory, { recursive: true, force: true, maxRetries: 3 });
      if (choices.portOffset === undefined) await releasePortOffset(portOffset);
    },
  };
}
