/** Finds what is code in a sentence of a check, a hint or an error. */

export interface Span {
  kind: 'words' | 'code';
  text: string;
}

/** `code`, "code", «code»: what stands between the marks is quoted from a file or an answer. */
const quoted = /`([^`]+)`|"([^"\n]+)"|«([^»\n]+)»/g;

/** @returns the sentence in pieces; a piece of code has lost its marks. */
export function codeSpans(sentence: string): Span[] {
  const spans: Span[] = [];
  let end = 0;
  for (const match of sentence.matchAll(quoted)) {
    if (match.index > end) spans.push({ kind: 'words', text: sentence.slice(end, match.index) });
    spans.push({ kind: 'code', text: match[1] ?? match[2] ?? match[3] ?? '' });
    end = match.index + match[0].length;
  }
  if (end < sentence.length) spans.push({ kind: 'words', text: sentence.slice(end) });
  return spans;
}

/** A first line that says something, and below it what was quoted in full: a log, lines of a file. */
export function sentenceAndQuote(text: string): { sentence: string; quote: string } {
  const [sentence = '', ...quote] = text.trimEnd().split('\n');
  return { sentence, quote: quote.join('\n') };
}
