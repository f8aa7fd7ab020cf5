import type { Bench } from '../bench.ts';

export const edgeBench: Bench<'edge'> = {
  name: 'edge',
  plannedSeconds: () => 0,
  run: () => Promise.reject(new Error('Not measured yet')),
};
