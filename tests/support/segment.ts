import { inspectSegment as inspect, type SegmentInspection } from '../../scripts/checks/segment.ts';
import { programPath } from './program.ts';

export type { SegmentInspection };

/** What is inside a .ts segment. */
export const inspectSegment = async (segment: Buffer): Promise<SegmentInspection> =>
  inspect(segment, {
    ffmpeg: await programPath('ffmpeg'),
    ffprobe: await programPath('ffprobe'),
  });
