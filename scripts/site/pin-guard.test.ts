import { expect, it } from 'vitest';
import { PinGuard } from './pin-guard.ts';

it('lets a guesser try again after a minute', () => {
  let now = 0;
  const guard = new PinGuard('right', 2, () => now);
  expect(guard.check('wrong', 'a')).toBe('wrong');
  now = 30_000;
  expect(guard.check('wrong', 'a')).toBe('wrong');
  expect(guard.check('right', 'a')).toBe('too many tries');
  expect(guard.check('right', 'b')).toBe('right');
  now = 60_001;
  expect(guard.check('right', 'a')).toBe('right');
});
