/** When a session has had its time to begin: what is still missing then is a fault. */
import type { Session } from '../stack/session.ts';

/** A first keyframe is there in a second or two; FFmpeg probes its input before it reports a picture. */
const startupMilliseconds = 6_000;

export const isPastStartup = ({ startedAt }: Session): boolean =>
  Date.now() - startedAt.getTime() > startupMilliseconds;
