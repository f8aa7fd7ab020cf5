/** `npm start -- --docker`: the same workshop, with nothing installed but Node.js and an engine. */
import { createSettings } from '../../labs/settings.ts';
import { RemoteStack } from '../containers/remote-stack.ts';
import type { Language } from '../language/text.ts';
import { showStack } from '../stack/terminal.ts';
import { workDirectory } from '../system/work-directory.ts';
import { Compose } from './compose.ts';
import { type ContainerChoices, composeEnvironment } from './compose-environment.ts';

export interface DockerOptions extends ContainerChoices {
  publisher: 'synthetic' | 'none';
  language: Language;
  /** Resolves when everything is to be taken down. */
  asked: Promise<void>;
}

/** @throws {WorkshopError} without an engine, and when the containers do not come up. */
export async function runInDocker(options: DockerOptions): Promise<void> {
  const { portOffset, profile, publisher, language, asked } = options;
  const project = portOffset === 0 ? 'workshop' : `workshop-${portOffset}`;
  const compose = await Compose.find(project, composeEnvironment(options));
  try {
    const publishers = `publisher=${publisher === 'synthetic' ? 1 : 0}`;
    await compose.run('up', '--build', '--detach', '--scale', publishers);
    // The secrets are the containers' own: of these settings only ports and profile are shown.
    const unknown = { api: '-', admin: '-', room: '-', forward: '-', pin: '-' };
    const settings = createSettings({
      ...{ workDirectory: workDirectory(portOffset), secrets: unknown, profile, portOffset },
    });
    const status = new RemoteStack(`http://127.0.0.1:${settings.ports.site}`);
    await Promise.race([status.follow(), asked]);
    const terminal = showStack({ settings, status }, language);
    await asked;
    terminal.stopping();
  } finally {
    // The volume with the secrets stays: pages that are open go on after the next start.
    await compose.run('down');
  }
}
