/** One lab that is not passed, for its student: the first thing to mend, and a hint for it. */
import { folderOf, labs } from '../../../labs/catalog.ts';
import { hintFor } from '../../labs/hint-for.ts';
import { pointsText } from '../../labs/terminal/words.ts';
import type { Language, Text } from '../../language/text.ts';
import type { CheckResult, LabResult } from '../results.ts';
import { texts, waiting } from './feedback-texts.ts';
import { labTitle } from './lab-title.ts';
import { codeBlock, codeSpan, words } from './markdown.ts';
import { firstToMend, labNumber } from './standing.ts';

/** The last lines are those before it went wrong. */
const printedLines = 10;

/** Paragraphs. */
export function labPart(lab: LabResult, language: Language): string[] {
  const { earned, possible } = lab.points;
  if (lab.verdict === 'environment') {
    return [`### ${labTitle(lab, language)}`, texts.environment[language]];
  }
  const points = pointsText(earned, possible)[language];
  return [`### ${labTitle(lab, language)}: ${points}`, ...finding(lab, language)];
}

function finding(lab: LabResult, language: Language): string[] {
  if (lab.verdict === 'missing') return [missing(lab, language)];
  if (lab.verdict === 'refused') {
    const why = lab.refusal ? ` ${words(lab.refusal[language])}` : '';
    return [`${texts.refused[language]} ${codeSpan(lab.file ?? lab.lab)}.${why}`];
  }
  const check = firstToMend(lab);
  return [
    ...(check ? checkPart(check, lab, language) : []),
    ...printedPart(lab, language),
    ...nextStep(lab, language),
  ];
}

function checkPart(check: CheckResult, lab: LabResult, language: Language): string[] {
  const blocked = lab.checks.filter(({ verdict }) => verdict === 'blocked').length;
  const after = blocked > 0 ? ` ${waiting(blocked)[language]}` : '';
  const late = check.verdict === 'timed-out' ? ` ${texts.timedOut[language]}` : '';
  return [
    `${texts.notYet[language]} **${words(check.title[language])}**${late}${after}`,
    ...labelled(texts.expected, check.expected, language),
    // It quotes what the student's code made: that must not become Markdown.
    ...labelled(texts.seen, check.seen, language),
  ];
}

const labelled = (label: Text, text: Text | null, language: Language): string[] =>
  text ? [`${label[language]}\n\n${codeBlock(text[language])}`] : [];

function printedPart({ output }: LabResult, language: Language): string[] {
  const lines = output.trimEnd().split('\n').slice(-printedLines).join('\n');
  if (lines.trim() === '') return [];
  return [`${texts.printed[language]}\n\n${codeBlock(lines)}`];
}

/** A hint, and how to look again. */
function nextStep(result: LabResult, language: Language): string[] {
  const number = labNumber(result);
  if (number === null) return [texts.tryTogether[language]];
  const hint = fittingHint(result)?.[language];
  return [
    ...(hint ? [`**${texts.hint[language]}** ${hint}`] : []),
    `${texts.tryAgain[language]} \`npm run lab ${Number(number)}\``,
  ];
}

/** About the check that is named above it, or none. */
function fittingHint(result: LabResult): Text | undefined {
  const lab = labs.find((one) => folderOf(one) === result.lab);
  const check = firstToMend(result);
  // What did not end in time may have been right.
  if (!lab || check?.verdict !== 'failed') return undefined;
  return hintFor(lab, check.id, check.reason);
}

function missing({ lab }: LabResult, language: Language): string {
  const file = labs.find((one) => folderOf(one) === lab)?.file;
  if (!file) return texts.needsAll[language];
  return `${texts.missing[language]} ${codeSpan(`labs/${lab}/${file}`)}.`;
}
