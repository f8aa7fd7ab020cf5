import { describe, expect, test } from 'vitest';
import { codeSpans, sentenceAndQuote } from '../../docs/.vitepress/theme/live/code-spans.ts';

const words = (text: string) => ({ kind: 'words', text });
const code = (text: string) => ({ kind: 'code', text });

describe('what is code in a sentence', () => {
  test.each([
    ['A block `types { … }` is missing.', 'types { … }'],
    ['It took "-" of it.', '-'],
    ['Tomó «opus» de ahí.', 'opus'],
  ])('%s', (sentence, quoted) => {
    const spans = codeSpans(sentence);
    expect(spans.filter(({ kind }) => kind === 'code')).toEqual([code(quoted)]);
    expect(spans).toHaveLength(3);
  });

  test('quotes inside backticks are part of the code', () => {
    expect(codeSpans('Write `map "$status:$uri" $x`.')).toEqual([
      words('Write '),
      code('map "$status:$uri" $x'),
      words('.'),
    ]);
  });

  test('a mark that nothing closes is a character like others', () => {
    expect(codeSpans('One " alone')).toEqual([words('One " alone')]);
  });
});

test('what stands below the first line is quoted as it is', () => {
  expect(sentenceAndQuote('It ended:\n[fatal] "no"\n  second\n')).toEqual({
    sentence: 'It ended:',
    quote: '[fatal] "no"\n  second',
  });
});
