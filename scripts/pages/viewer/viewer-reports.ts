import { sendViewerReport } from '../shared/api.ts';
import type { ViewerStatistics } from './viewer-window.ts';

/** Not crypto.randomUUID: a page opened from another machine over http does not have it. */
const viewerId = [...crypto.getRandomValues(new Uint8Array(8))]
  .map((byte) => byte.toString(16).padStart(2, '0'))
  .join('');

/** Tells the stack how this viewer fares. A report that is lost is followed by the next. */
export function reportStatistics(statistics: ViewerStatistics, token: string): void {
  const { latencySeconds, glassToGlassSeconds, bufferSeconds, stalls } = statistics;
  sendViewerReport(
    { viewerId, latencySeconds, glassToGlassSeconds, bufferSeconds, stalls },
    token,
  ).catch(() => {});
}
