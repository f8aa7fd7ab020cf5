/** A run of several benches: what one of them says is no matter of the others. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Bench, BenchContext } from '../../../scripts/bench/bench.ts';
import { loadBench } from '../../../scripts/bench/catalog.ts';
import type { Measured } from '../../../scripts/bench/results.ts';
import { readResults } from '../../../scripts/bench/results-file.ts';
import { runBenches } from '../../../scripts/bench/run-benches.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { exampleResults } from './example-results.ts';

const names = ['edge', 'transcode'] as const;

test('a bench that fails keeps no other from being measured, and from being kept', async () => {
  const { load, file, context } = await aRun({
    edge: () => Promise.reject(new Error('no edge here')),
  });
  const { results, measured, failures } = await runBenches(names, context, { load, file });
  expect(measured).toEqual(['transcode']);
  expect(failures).toEqual([{ name: 'edge', error: new Error('no edge here') }]);
  expect(results?.transcode?.recipes).toHaveLength(3);
  expect(await readResults(file)).toEqual(results);
});

test('what was measured before an interruption is given; the interruption is no failure', async () => {
  const interrupted = new AbortController();
  const { load, file, context } = await aRun({
    transcode: () => {
      interrupted.abort();
      return Promise.reject(interrupted.signal.reason);
    },
  });
  const { signal } = interrupted;
  const outcome = await runBenches([...names, 'edge'], { ...context, signal }, { load, file });
  expect(outcome).toMatchObject({ measured: ['edge'], failures: [] });
  expect(outcome.results?.edge?.loads).toHaveLength(3);
});

test('a bench that cannot be loaded is a failure, and no result', async () => {
  const { file, context } = await aRun({});
  const load = { ...loadBench, edge: () => Promise.reject(new Error('not there')) };
  const { results, failures } = await runBenches(['edge'], context, { load, file });
  expect(results).toBeNull();
  expect(failures).toHaveLength(1);
});

/** Both benches find what stands in the example, unless told otherwise. */
async function aRun(runs: { [Name in (typeof names)[number]]?: Bench<Name>['run'] }) {
  const { edge, transcode } = exampleResults;
  if (!edge || !transcode) throw new Error('The example has an edge and a transcode bench.');
  const found = { repetitions: 1, bounds: [] };
  const edgeFound: Measured<'edge'> = { ...found, loads: edge.loads };
  const transcodeFound: Measured<'transcode'> = { ...found, recipes: transcode.recipes };
  const load: typeof loadBench = {
    ...loadBench,
    edge: async () => ({
      ...{ name: 'edge', plannedSeconds: () => 0 },
      run: runs.edge ?? (async () => edgeFound),
    }),
    transcode: async () => ({
      ...{ name: 'transcode', plannedSeconds: () => 0 },
      run: runs.transcode ?? (async () => transcodeFound),
    }),
  };
  const context: BenchContext = {
    programs: { janus: '', nginx: '', ffmpeg: '', chromium: '' },
    ...{ isQuick: true, loadBefore: 0, iceAddress: '127.0.0.1' },
    progress: { step: () => {}, end: () => {} },
    signal: new AbortController().signal,
  };
  return { load, context, file: join(await temporaryFolder(), 'results.json') };
}
