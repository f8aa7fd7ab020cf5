/** The hint that fits what was found: for who cannot ask for one, and reads a single one. */
import type { Hint, Lab } from '../../labs/lab.ts';

/** Whatever the code was to do, these come first, and what was seen says all of it. */
const reasonsOfAnyCode = [
  'does-not-load',
  'no-export',
  'throws',
  'never-returns',
  'ends-process',
  'takes-all-memory',
  'prints-without-end',
  'starts-process',
  'wrong-shape',
  'leaves-page',
  'time-limit',
];

/** @returns undefined when no hint is about that: a wrong one misleads. */
export function hintFor(
  { hints }: Pick<Lab, 'hints'>,
  check: string,
  reason: string | null,
): Hint | undefined {
  if (reason !== null && reasonsOfAnyCode.includes(reason)) return undefined;
  return hints.find(({ helps }) => helps.includes(check) || helps.includes(`${check}/${reason}`));
}
