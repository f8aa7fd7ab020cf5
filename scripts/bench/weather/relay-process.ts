/** The relay in a process of its own, so that the kernel tells what it costs. */
import type { Settings } from '../../../labs/settings.ts';
import { frameGate } from '../../../solutions/07-faults/gate.ts';
import { inletOf } from '../../stack/ffmpeg-inlet.ts';
import { Relay } from '../../stack/relay/relay.ts';
import { obey } from '../load/load-process.ts';

/** Opens the relay, and hands everything on from the first keyframe. */
obey(async (settings: Settings): Promise<boolean> => {
  const relay = await Relay.open({ settings, frameGate, requestKeyframe: () => {} });
  void relay.handTo(inletOf(settings, 'A'), 'copy');
  return true;
});
