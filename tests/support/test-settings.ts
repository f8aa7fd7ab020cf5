import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createSettings,
  type Secrets,
  type Settings,
  type SettingsChoices,
} from '../../labs/settings.ts';
import { prepareFolders } from '../../scripts/stack/work-folder.ts';
import { freePortOffset } from './free-port-offset.ts';

/** Known, so that a test can say a wrong one. */
export const testSecrets: Secrets = {
  api: 'test-api-secret',
  admin: 'test-admin-secret',
  room: 'test-room-secret',
  forward: 'test-forward-secret',
  pin: 'test-pin',
};

export interface TestSettings {
  settings: Settings;
  /** Removes everything the test wrote. */
  remove(): Promise<void>;
}

/** Settings with a folder of their own and, unless an offset is given, with ports that are free. */
export async function testSettings(
  choices: Omit<SettingsChoices, 'workDirectory' | 'secrets'> = {},
): Promise<TestSettings> {
  const portOffset = choices.portOffset ?? (await freePortOffset());
  const workDirectory = await mkdtemp(join(tmpdir(), 'workshop-test-'));
  const settings = createSettings({ workDirectory, secrets: testSecrets, ...choices, portOffset });
  await prepareFolders(settings);
  return { settings, remove: () => rm(workDirectory, { recursive: true, force: true }) };
}
