/** The benches, in the order in which `all` runs them. Each is loaded only when it runs. */
import type { Bench } from './bench.ts';
import type { BenchName } from './results.ts';

export const loadBench: { readonly [Name in BenchName]: () => Promise<Bench<Name>> } = {
  latency: async () => (await import('./latency/latency.ts')).latencyBench,
  sync: async () => (await import('./sync/sync.ts')).syncBench,
  viewers: async () => (await import('./viewers/viewers.ts')).viewersBench,
  edge: async () => (await import('./edge/edge.ts')).edgeBench,
  transcode: async () => (await import('./transcode/transcode.ts')).transcodeBench,
  weather: async () => (await import('./weather/weather.ts')).weatherBench,
};
