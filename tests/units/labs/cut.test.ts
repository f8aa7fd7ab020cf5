import { expect, test } from 'vitest';
import type { Lab } from '../../../labs/lab.ts';
import { cutStarter } from '../../../scripts/labs/cut.ts';

const lab = {
  slug: 'example',
  context: { en: 'What it is about.', es: 'De qué se trata.' },
  steps: [
    {
      id: 'one',
      todo: { en: `Do this. ${'word '.repeat(20)}`.trim(), es: 'Haz esto.' },
      see: ['https://example.org/one'],
    },
    { id: 'two', todo: { en: 'And that.', es: 'Y aquello.' }, see: ['https://example.org/two'] },
  ],
} as unknown as Lab;

const solution = `import type { Stage } from '../../labs/stages.ts';

// lab:begin context
/** Of the reference. */
// lab:end
export const stage: Stage = () => {
  // lab:begin one
  // lab:starter const one = 0;
  const one = 1;
  // lab:end
  return one;
};

// lab:begin two
export const two = 2;
// lab:end
`;

test('a region becomes its words and the starter’s lines, everything else stays', () => {
  expect(cutStarter(lab, solution, 'en')).toBe(`import type { Stage } from '../stages.ts';

/**
 * What it is about.
 */
export const stage: Stage = () => {
  // TODO 1. Do this. word word word word word word word word word word word
  // word word word word word word word word word
  // https://example.org/one
  const one = 0;
  return one;
};

// TODO 2. And that.
// https://example.org/two
`);
});

test('in Spanish the words are Spanish, and the code is the same', () => {
  const starter = cutStarter(lab, solution, 'es');
  expect(starter).toContain(' * De qué se trata.');
  expect(starter).toContain('  // TODO 1. Haz esto.\n  // https://example.org/one\n');
  expect(starter).not.toContain('Do this');
  const code = (text: string) => text.split('\n').filter((line) => !/^\s*(\/\/| \*)/.test(line));
  expect(code(starter)).toEqual(code(cutStarter(lab, solution, 'en')));
});

test.each([
  [
    'a step without a region',
    solution.replace('lab:begin two', 'lab:begin one'),
    'its steps are one,two',
  ],
  [
    'a region of no step',
    solution.replace('lab:begin two', 'lab:begin three'),
    'line 14: "three" is no step',
  ],
  [
    'a region in a region',
    solution.replace('  const one = 1;', '  // lab:begin two'),
    'begins inside "one"',
  ],
  [
    'a region without its end',
    solution.slice(0, solution.lastIndexOf('// lab:end')),
    '"two" never ends',
  ],
  ['an end too many', `${solution}// lab:end\n`, 'ends a region that never began'],
  ['a starter line outside', `${solution}// lab:starter x\n`, 'outside of a region'],
  [
    'no context',
    solution.replace(/\/\/ lab:begin context[\s\S]*?lab:end\n/, ''),
    'no region "context"',
  ],
])('%s is refused', (_what, broken, message) => {
  expect(() => cutStarter(lab, broken, 'en')).toThrow(message);
});
