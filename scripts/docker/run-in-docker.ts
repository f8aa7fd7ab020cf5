/** `npm start -- --docker`: the same workshop, with nothing installed but Node.js and an engine. */
import { createSettings, type Settings } from '../../labs/settings.ts';
import { RemoteStack } from '../containers/remote-stack.ts';
import type { Language } from '../language/text.ts';
import type { PublisherAccess } from '../site/api-types.ts';
import { showStack } from '../stack/terminal.ts';
import { workDirectory } from '../system/work-directory.ts';
import { Compose } from './compose.ts';
import {
  type ContainerChoices,
  composeEnvironment,
  composeProject,
  httpsBasePort,
  unknownSecrets,
} from './compose-environment.ts';

export interface DockerOptions extends ContainerChoices {
  publisher: 'synthetic' | 'none';
  language: Language;
  /** Resolves when everything is to be taken down. */
  asked: Promise<void>;
}

/** The PIN is asked of the site, which tells it to this machine. */
async function classroomOf({ host, portOffset }: DockerOptions, { ports }: Settings) {
  if (!host) return null;
  const answer = await fetch(`http://127.0.0.1:${ports.site}/api/publisher-access`);
  const { pin } = (await answer.json()) as PublisherAccess;
  return {
    address: `https://${host}:${httpsBasePort + portOffset}`,
    playlist: `http://${host}:${ports.origin}/live/index.m3u8`,
    pin,
  };
}

/** @throws {WorkshopError} without an engine, and when the containers do not come up. */
export async function runInDocker(options: DockerOptions): Promise<void> {
  const { portOffset, profile, publisher, language, asked } = options;
  const compose = await Compose.find(composeProject(portOffset), composeEnvironment(options));
  const over = new AbortController();
  try {
    const publishers = `publisher=${publisher === 'synthetic' ? 1 : 0}`;
    await compose.run('up', '--build', '--detach', '--scale', publishers);
    // Of these settings only ports and profile are shown.
    const settings = createSettings({
      ...{ workDirectory: workDirectory(portOffset), secrets: unknownSecrets, profile, portOffset },
    });
    const status = new RemoteStack(
      `http://127.0.0.1:${settings.ports.site}`,
      'workshop',
      portOffset,
    );
    const isUp = await Promise.race([
      status.follow(over.signal).then(() => true),
      asked.then(() => false),
    ]);
    if (!isUp) return;
    const classroom = await classroomOf(options, settings);
    const shown = { settings, status, ...(classroom ? { classroom } : {}) };
    const terminal = showStack(shown, language);
    await asked;
    terminal.stopping();
  } finally {
    over.abort();
    // The volume with the secrets stays: pages that are open go on after the next start.
    await compose.run('down');
  }
}
