/**
 * Looks at what a run has left, in a process of its own and with the lowest priority: the next weather's
 * publisher is on air meanwhile, and relay and weather run in the bench's own process.
 */
import { constants, setPriority } from 'node:os';
import { obey } from '../load/load-process.ts';
import type { KeptSegment } from '../segment-keeper.ts';
import { judgeSegments, type SegmentVerdict } from './judge-segments.ts';
import { soundOffset } from './sound-offset.ts';
import type { WeatherRun } from './weather-run.ts';

export interface Evaluation {
  verdicts: SegmentVerdict[];
  sound: WeatherRun['sound'];
}

export interface EvaluationOrder {
  segments: readonly KeptSegment[];
  ffmpegPath: string;
}

// FFmpeg, which it starts, inherits it.
setPriority(constants.priority.PRIORITY_LOW);

obey(
  async ({ segments, ffmpegPath }: EvaluationOrder): Promise<Evaluation> => ({
    verdicts: await judgeSegments(segments, ffmpegPath),
    sound: await soundOffset(segments, ffmpegPath),
  }),
);
