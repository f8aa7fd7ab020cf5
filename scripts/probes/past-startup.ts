/** When a session, or an FFmpeg that took over, has had its time to begin: what is still missing then is a fault. */

/** A first keyframe is there in a second or two; FFmpeg probes its input before it reports a picture. */
const startupMilliseconds = 6_000;

export const isPastStartup = (begunAt: Date): boolean =>
  Date.now() - begunAt.getTime() > startupMilliseconds;
