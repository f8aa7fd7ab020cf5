/** Decodes every published segment by itself, as a viewer does who has just come. */
import { run } from '../../system/run.ts';
import type { KeptSegment } from '../segment-keeper.ts';

export interface SegmentVerdict {
  name: string;
  /** Lines that the decoder complains with; 0 is a clean segment. */
  errors: number;
}

/** Pictures as they come: the rounding to a frame rate is no business of the decoder. */
const asTheyCome = ['-fps_mode', 'passthrough', '-enc_time_base', '1/90000'];

/**
 * One after the other, to leave the second core to the stream that goes on.
 * @throws {Error} the signal's reason.
 */
export async function judgeSegments(
  segments: readonly Pick<KeptSegment, 'name' | 'file'>[],
  ffmpegPath: string,
  signal?: AbortSignal,
): Promise<SegmentVerdict[]> {
  const verdicts: SegmentVerdict[] = [];
  for (const { name, file } of segments) {
    signal?.throwIfAborted();
    verdicts.push({ name, errors: await errorsIn(file, ffmpegPath) });
  }
  return verdicts;
}

async function errorsIn(file: string, ffmpegPath: string): Promise<number> {
  const decode = (strict: readonly string[]) =>
    run(ffmpegPath, [
      ...['-nostdin', '-v', 'error', ...strict, '-i', file],
      ...[...asTheyCome, '-f', 'null', '-'],
    ]);
  const strict = await decode(['-xerror']);
  if (strict.exitCode === 0 && strict.output.trim() === '') return 0;
  // It stopped at the first one: how many are there?
  const { output } = await decode([]);
  return Math.max(1, output.split('\n').filter((line) => line.trim() !== '').length);
}
