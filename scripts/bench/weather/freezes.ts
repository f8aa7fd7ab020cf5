/**
 * How long a viewer saw nothing new.
 *
 * A gap between two presented pictures is a freeze when it is longer than three usual ones, or than a
 * usual one and 150 ms, whichever is more: W3C's own definition for WebRTC receivers (freezeCount,
 * https://www.w3.org/TR/webrtc-stats/#dom-rtcinboundrtpstreamstats-freezecount). What the frame rate
 * explains is taken off it, as is not a freeze's fault.
 */
import { quantile } from 'simple-statistics';
import type { ViewerReadings } from './in-page/viewer.ts';

export interface Freezes {
  count: number;
  seconds: number;
}

/** Of an average: this many pictures before the gap. */
const recentPictures = 30;
const toleratedMilliseconds = 150;

/** A playhead that has not moved for so long stands still. */
const standstillMilliseconds = 250;

/** The watch's own beginning and end bound a gap, too. */
export function pictureFreezes({ presented, beganAt, endedAt }: PictureTimes): Freezes {
  const hasEarlier = (presented[0] ?? Number.POSITIVE_INFINITY) <= beganAt;
  const times = [...(hasEarlier ? [] : [beganAt]), ...presented, endedAt];
  const gaps = times.slice(1).map((time, index) => {
    const before = times[index] ?? time;
    return { milliseconds: time - Math.max(before, beganAt), isWhole: before > beganAt };
  });
  const freezes: number[] = [];
  const usual: number[] = [];
  for (const { milliseconds, isWhole } of gaps) {
    const normal = usual.length > 0 ? quantile(usual, 0.5) : assumedMilliseconds;
    if (milliseconds > Math.max(3 * normal, normal + toleratedMilliseconds)) {
      freezes.push(milliseconds - normal);
    } else if (isWhole) {
      usual.push(milliseconds);
      if (usual.length > recentPictures) usual.shift();
    }
  }
  return { count: freezes.length, seconds: sum(freezes) / 1_000 };
}

/** Of 30 pictures a second, until some have been seen. */
const assumedMilliseconds = 1_000 / 30;

type PictureTimes = Pick<ViewerReadings, 'presented' | 'beganAt' | 'endedAt'>;

export function playheadStalls({
  playhead,
  endedAt,
}: Pick<ViewerReadings, 'playhead' | 'endedAt'>): Freezes {
  const stalls: number[] = [];
  let movedAt = playhead[0]?.[0] ?? endedAt;
  let position = playhead[0]?.[1];
  const note = (now: number) => {
    if (now - movedAt >= standstillMilliseconds) stalls.push(now - movedAt);
  };
  for (const [now, seconds] of playhead) {
    if (seconds === position) continue;
    note(now);
    movedAt = now;
    position = seconds;
  }
  note(endedAt);
  return { count: stalls.length, seconds: sum(stalls) / 1_000 };
}

/** @param silentSeconds a viewer without a new picture for so long is as good as dead. */
export function causeOfDeath(
  { presented, endedAt, fatal }: ViewerReadings,
  silentSeconds: number,
): 'fatal' | 'no-picture' | null {
  if (fatal !== null) return 'fatal';
  const last = presented.at(-1) ?? Number.NEGATIVE_INFINITY;
  return endedAt - last >= silentSeconds * 1_000 ? 'no-picture' : null;
}

const sum = (values: readonly number[]): number =>
  values.reduce((total, value) => total + value, 0);
