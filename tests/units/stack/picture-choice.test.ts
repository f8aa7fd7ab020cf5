import { expect, it } from 'vitest';
import { PictureChoice } from '../../../scripts/stack/picture-choice.ts';

const second = 1_000;

it('copies while nothing is wounded, and after a wound that stays the only one', () => {
  const choice = new PictureChoice();
  expect(choice.look(0, 0)).toBe('copy');
  expect(choice.look(1, 5 * second)).toBe('copy');
  expect(choice.look(2, 26 * second)).toBe('copy');
});

it('encodes after two wounds in 20 s, and until 30 s have passed without one', () => {
  const choice = new PictureChoice();
  choice.look(1, 0);
  expect(choice.look(2, 19 * second)).toBe('encode');
  expect(choice.look(2, 48 * second)).toBe('encode');
  expect(choice.look(3, 49 * second)).toBe('encode');
  expect(choice.look(3, 79 * second)).toBe('encode');
  expect(choice.look(3, 79 * second + 1)).toBe('copy');
});
