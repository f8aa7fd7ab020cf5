/** What the viewer page tells others: tests, and a slide that holds it in a frame. Types only. */
import type { PlayerEvent, PlayerStatistics } from '../../../labs/stages.ts';

/** `glassToGlassSeconds`: null when the picture carries no clock. */
export type ViewerStatistics = PlayerStatistics & { glassToGlassSeconds: number | null };

declare global {
  interface Window {
    /** What the page holds now, and what happened so far. */
    workshopViewer?: {
      statistics(): ViewerStatistics | null;
      events: readonly PlayerEvent[];
    };
  }
}
