import type { Bench } from '../bench.ts';

export const syncBench: Bench<'sync'> = {
  name: 'sync',
  plannedSeconds: () => 0,
  run: () => Promise.reject(new Error('Not measured yet')),
};
