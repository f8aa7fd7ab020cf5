/** Read when the site is built: what the reference run measured of a viewer, for the table to begin with. */
import { referenceFile, referenceResults } from '../../../../scripts/bench/report/reference.ts';
import { sourceOf } from '../../../../scripts/bench/report/source-line.ts';
import type { Text } from '../../../../scripts/language/text.ts';
import type { MeasuredInputs } from './million-inputs.ts';

export interface MillionMeasured {
  inputs: MeasuredInputs;
  /** Machine, day and number of repetitions. */
  source: Text;
  command: string;
}

export declare const data: MillionMeasured;

export default {
  watch: [`../../../../${referenceFile}`],
  load(): MillionMeasured {
    const results = referenceResults();
    const { viewers } = results;
    if (!viewers) {
      throw new Error(`${referenceFile} has nothing of "viewers": npm run bench -- viewers`);
    }
    const { words: en, command } = sourceOf(results, 'viewers', 'en');
    return {
      inputs: {
        megabitsPerSecond: Number((viewers.streamBitsPerSecond / 1e6).toPrecision(2)),
        hlsViewersPerCore: rounded(viewers.hls.viewersPerCore),
        webrtcViewersPerCore: rounded(viewers.webrtc.viewersPerCore),
      },
      source: { en, es: sourceOf(results, 'viewers', 'es').words },
      command,
    };
  },
};

/** To three digits: as the tables of the pages have it, and as much as a run is worth. */
const rounded = (viewersPerCore: number): number => Number(viewersPerCore.toPrecision(3));
