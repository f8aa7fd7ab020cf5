/** What was handed in beside the seven files: it did not count, and nobody should wonder why. */
import type { Language } from '../../language/text.ts';
import type { SubmissionResult } from '../results.ts';
import { moreFiles, texts } from './feedback-texts.ts';
import { codeSpan } from './markdown.ts';

const shownFiles = 10;

export function ignoredPart({ ignored }: SubmissionResult, language: Language): string[] {
  if (ignored.length === 0) return [];
  const shown = ignored.slice(0, shownFiles).map(({ path, why }) => {
    return `- ${codeSpan(path)} (${texts[why][language]})`;
  });
  const more = ignored.length - shown.length;
  if (more > 0) shown.push(`- ${moreFiles(more)[language]}`);
  return [`## ${texts.ignored[language]}`, texts.whyIgnored[language], shown.join('\n')];
}
