import type { Bench } from '../bench.ts';

export const latencyBench: Bench<'latency'> = {
  name: 'latency',
  plannedSeconds: () => 0,
  run: () => Promise.reject(new Error('Not measured yet')),
};
