import { expect, test } from 'vitest';
import { timeLeft } from '../../../scripts/bench/progress.ts';

test('the time left is told in steps that one believes', () => {
  expect(timeLeft(3).en).toBe('about 5 s left');
  expect(timeLeft(41).es).toBe('quedan unos 45 s');
  expect(timeLeft(60).es).toBe('queda 1 min');
  expect(timeLeft(61).en).toBe('about 2 min left');
  expect(timeLeft(0).es).toBe('casi listo');
});
