import type { Settings } from '../../labs/settings.ts';
import type { Daemon } from '../stack/keep-running.ts';
import type { PlaylistPublisher } from '../stack/playlist-publisher.ts';
import type { SessionController } from '../stack/session-controller.ts';
import type { Stages } from '../stack/stages.ts';

/** What the probes look at: the running parts of the stack. */
export interface ProbeSources {
  settings: Settings;
  sources: Stages['sources'];
  janus: Daemon;
  nginx: Daemon;
  controller: SessionController;
  playlist: PlaylistPublisher;
}
