/**
 * `npm run bench -- viewers`: what one more viewer costs, by HLS from nginx and by WebRTC from Janus.
 *
 * Both watch the same stream, in turns, on the same stack. What the servers cost without a viewer
 * (Janus also takes the publisher's media in, and forwards it) is no viewer's cost.
 */
import type { Bench } from '../bench.ts';
import { bound } from '../bounds.ts';
import type { Measured, ViewerLoad } from '../results.ts';
import { distribution, pairedRatio } from '../statistics.ts';
import { costOfWay, cpuSecondsPerViewerMinute, summary } from './cost.ts';
import { planOf, repetitionSeconds } from './plan.ts';
import { type Repetition, runRepetition } from './repetition.ts';

export const viewersBench: Bench<'viewers'> = {
  name: 'viewers',
  plannedSeconds(options) {
    const plan = planOf(options);
    return plan.repetitions * repetitionSeconds(plan);
  },
  async run(context) {
    const plan = planOf(context);
    const repetitions: Repetition[] = [];
    while (repetitions.length < plan.repetitions) {
      const which = `${repetitions.length + 1}/${plan.repetitions}`;
      repetitions.push(await runRepetition(plan, context, which));
    }
    const hls = costOfWay(
      'HLS',
      repetitions.map((repetition) => repetition.hls),
    );
    const webrtc = costOfWay(
      'WebRTC',
      repetitions.map((repetition) => repetition.webrtc),
    );
    const webrtcCosts = atLargestLoad(repetitions, 'webrtc');
    const ratio = pairedRatio(webrtcCosts, atLargestLoad(repetitions, 'hls'));
    const encrypted = secure(repetitions, webrtcCosts);
    const loads = [
      ...hls.loads,
      ...webrtc.loads,
      ...(encrypted.https ? [encrypted.https.load] : []),
    ];
    return {
      streamBitsPerSecond: distribution(
        repetitions.map(({ streamBitsPerSecond }) => streamBitsPerSecond),
      ).p50,
      ...{ hls, webrtc, ratio, ...encrypted },
      repetitions: repetitions.length,
      bounds: [bound('viewers-ratio', ratio.p50), bound('errors', errorsOf(loads))],
    };
  },
};

/** CPU per viewer-minute in each repetition, where all of them had that many viewers. */
function atLargestLoad(repetitions: readonly Repetition[], way: 'hls' | 'webrtc'): number[] {
  const most = Math.min(...repetitions.map((repetition) => repetition[way].loads.length));
  return repetitions.map((repetition) => {
    const { idle, loads } = repetition[way];
    const load = loads[most - 1];
    if (!load) throw new Error(`No load of ${way} was measured`);
    return cpuSecondsPerViewerMinute(load, idle);
  });
}

/** An nginx without a viewer costs next to nothing, with TLS as without: the plain one's is taken. */
function secure(
  repetitions: readonly Repetition[],
  webrtcCosts: readonly number[],
): Pick<Measured<'viewers'>, 'https'> {
  const pairs = repetitions.flatMap(({ https, hls: { idle } }) =>
    https ? [{ load: https, idle }] : [],
  );
  if (pairs.length < repetitions.length) return {};
  const costs = pairs.map(({ load, idle }) => cpuSecondsPerViewerMinute(load, idle));
  return { https: { load: summary(pairs), ratio: pairedRatio(webrtcCosts, costs) } };
}

const errorsOf = (loads: readonly ViewerLoad[]): number =>
  loads.reduce((sum, { errors }) => sum + errors, 0);
