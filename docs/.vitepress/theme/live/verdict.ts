/** What a lab's panel and its margin say of a run, in the terminal's words. */
import { oneDecimal } from '../../../../scripts/doctor/one-decimal.ts';
import type { CheckReport, LabReport } from '../../../../scripts/labs/report.ts';
import { pointsText, words } from '../../../../scripts/labs/terminal/words.ts';
import type { Text } from '../../../../scripts/language/text.ts';
import { languages } from '../../../../scripts/language/text.ts';
import type { LabRun, LabState } from '../../../../scripts/site/api-types.ts';
import { texts } from './texts.ts';

export const marks = {
  passed: '✓',
  failed: '✗',
  blocked: '·',
  environment: '!',
} as const satisfies Record<CheckReport['state'], string>;

/** Of a check, for those who do not see its mark. */
export const stateTexts: Readonly<Record<CheckReport['state'], Text>> = {
  passed: texts.checkPassed,
  failed: texts.checkFailed,
  blocked: words.waits,
  environment: words.environmentVerdict,
};

export type Tone = 'passed' | 'not-yet' | 'environment' | 'none';

export interface Verdict {
  tone: Tone;
  /** Empty while checks are run. */
  text: Text;
}

const verdictTexts: Readonly<Record<LabReport['verdict'], Text>> = {
  passed: words.passed,
  'not-yet': words.notYet,
  environment: words.environmentVerdict,
};

/** Of the last run; before the first one, what the student had reached before. */
export function verdictOf({ run, isPassed, points }: LabState): Verdict {
  // A mark counts for the file that earned it.
  if (run?.report?.verdict === 'passed' && !isPassed) {
    return { tone: 'none', text: texts.changedSince };
  }
  if (run?.report) return verdictOfReport(run.report);
  if (run) return verdictOfUnfinished(run);
  const reached = pointsText(points.earned, points.possible);
  if (isPassed) return { tone: 'passed', text: joined(words.passed, reached) };
  if (points.earned > 0) return { tone: 'not-yet', text: joined(words.notYet, reached) };
  return { tone: 'none', text: texts.notChecked };
}

/** `not yet · 3 of 14 points · 0.4 s` */
function verdictOfReport({ verdict, points, seconds }: LabReport): Verdict {
  const inSeconds = oneDecimal(seconds);
  const text = joined(verdictTexts[verdict], pointsText(points.earned, points.possible), {
    en: `${inSeconds.en}\u00a0s`,
    es: `${inSeconds.es}\u00a0s`,
  });
  return { tone: verdict, text };
}

function verdictOfUnfinished({ state }: LabRun): Verdict {
  if (state === 'cancelled') return { tone: 'none', text: texts.cancelled };
  if (state === 'failed') return { tone: 'environment', text: texts.broke };
  return { tone: 'none', text: { en: '', es: '' } };
}

const joined = (...parts: readonly Text[]): Text =>
  Object.fromEntries(
    languages.map((language) => [language, parts.map((part) => part[language]).join(' · ')]),
  ) as Text;
