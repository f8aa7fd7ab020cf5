import { beepHz } from '../publisher/beep.ts';

/** The tone's strength is taken over this long: whole periods of the beep, so that silence gives 0. */
const windowMilliseconds = 10;

/** Of full scale: weaker than this is no beep. */
const leastStrength = 0.01;

/**
 * Where beeps begin, in samples.
 *
 * The strength of the tone is its correlation with sine and cosine over a window around each
 * sample. Half of the window holds the beep when it is centred on the beep's first sample, so
 * the strength crosses half of its maximum exactly there.
 */
export function beepOnsets(samples: Float32Array, sampleRateHz: number): number[] {
  const strength = toneStrength(samples, sampleRateHz);
  const loudest = strength.reduce((most, value) => Math.max(most, value), 0);
  if (loudest < leastStrength) return [];
  const threshold = loudest / 2;
  const onsets: number[] = [];
  for (let index = 1; index < strength.length; index++) {
    if ((strength[index - 1] ?? 0) < threshold && (strength[index] ?? 0) >= threshold) {
      const last = onsets.at(-1);
      // Codecs ripple: within half a second it is the same beep.
      if (last === undefined || index - last > sampleRateHz / 2) onsets.push(index);
    }
  }
  return onsets;
}

/** Amplitude of the beep's frequency around each sample. */
function toneStrength(samples: Float32Array, sampleRateHz: number): Float32Array {
  const half = Math.round((sampleRateHz * windowMilliseconds) / 2_000);
  const inPhase = new Float64Array(samples.length + 1);
  const quadrature = new Float64Array(samples.length + 1);
  for (let index = 0; index < samples.length; index++) {
    const phase = (2 * Math.PI * beepHz * index) / sampleRateHz;
    const sample = samples[index] ?? 0;
    inPhase[index + 1] = (inPhase[index] ?? 0) + sample * Math.cos(phase);
    quadrature[index + 1] = (quadrature[index] ?? 0) + sample * Math.sin(phase);
  }
  return samples.map((_, index) => {
    const from = Math.max(0, index - half);
    const to = Math.min(samples.length, index + half);
    const x = (inPhase[to] ?? 0) - (inPhase[from] ?? 0);
    const y = (quadrature[to] ?? 0) - (quadrature[from] ?? 0);
    return Math.hypot(x, y) / half;
  });
}
