import type { Settings } from '../../labs/settings.ts';
import type { JanusPulse } from '../janus/janus-pulse.ts';
import type { Text } from '../language/text.ts';
import type { Faults } from '../stack/faults.ts';
import type { WatchedDaemon } from '../stack/keep-running.ts';
import type { PlaylistPublisher } from '../stack/playlist-publisher.ts';
import type { SessionController } from '../stack/session-controller.ts';
import type { Stages } from '../stack/stages.ts';
import type { WeatherStation } from '../stack/weather-station.ts';
import type { Remedies } from './remedies.ts';

/** What the probes look at: the running parts of the stack. */
export interface ProbeSources {
  settings: Settings;
  sources: Stages['sources'];
  janus: WatchedDaemon;
  nginx: WatchedDaemon;
  /** Null when the stack runs none. */
  synthetic: WatchedDaemon | null;
  remedies: Remedies;
  /** What stands between nginx and the viewers: the playlist as they get it, and what mends it. */
  delivery: { playlistUrl: string; remedy: Text } | null;
  pulse: JanusPulse;
  faults: Pick<Faults, 'hops'>;
  /** Null where there is none, as in containers. */
  weather: Pick<WeatherStation, 'report'> | null;
  controller: SessionController;
  playlist: PlaylistPublisher;
}
