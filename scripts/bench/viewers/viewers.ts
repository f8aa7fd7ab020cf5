import type { Bench } from '../bench.ts';

export const viewersBench: Bench<'viewers'> = {
  name: 'viewers',
  plannedSeconds: () => 0,
  run: () => Promise.reject(new Error('Not measured yet')),
};
