/** The way from the origin to viewers: edges, and the front before them. */
import type { Settings } from '../../labs/settings.ts';
import { composeCommand } from '../docker/compose-environment.ts';
import type { ProbeSources } from '../probes/sources.ts';
import { services } from './container-settings.ts';

/** For the probe `nginx`: it sees the origin, and should see what viewers do. */
export function deliveryOf({ ports, portOffset }: Settings): ProbeSources['delivery'] {
  const command = `${composeCommand(portOffset)} restart edge front`;
  return {
    playlistUrl: `http://${services.front}:${ports.origin}/live/index.m3u8`,
    remedy: { en: command, es: command },
  };
}
