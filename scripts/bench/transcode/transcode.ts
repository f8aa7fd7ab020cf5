import type { Bench } from '../bench.ts';

export const transcodeBench: Bench<'transcode'> = {
  name: 'transcode',
  plannedSeconds: () => 0,
  run: () => Promise.reject(new Error('Not measured yet')),
};
