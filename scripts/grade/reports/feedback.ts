/** What a student reads of their grading: Markdown, in their language. */

import { pointsText } from '../../labs/terminal/words.ts';
import type { Language } from '../../language/text.ts';
import type { LabResult, SubmissionResult } from '../results.ts';
import { ignoredPart } from './feedback-ignored.ts';
import { labPart } from './feedback-lab.ts';
import { texts } from './feedback-texts.ts';
import { labTitle } from './lab-title.ts';
import { words } from './markdown.ts';
import { isGraded, labNumber, nameOf } from './standing.ts';

/** @param graderLanguage for students of whom the class list names none. */
export function feedback(submission: SubmissionResult, graderLanguage: Language): string {
  const language = submission.student?.language ?? graderLanguage;
  const passed = submission.labs.filter(({ verdict }) => verdict === 'passed');
  const others = submission.labs.filter(({ verdict }) => verdict !== 'passed');
  const parts = [
    `# ${texts.title[language]}: ${words(nameOf(submission))}`,
    pointsLine(submission, language),
    ...(passed.length > 0 ? [worksPart(passed, language)] : []),
    ...(others.length > 0 ? [`## ${texts.toDo[language]}`] : []),
    ...(isWholeAndWorks(submission) ? [texts.allDone[language]] : []),
    ...others.flatMap((lab) => labPart(lab, language)),
    ...ignoredPart(submission, language),
    `---\n\n${gradedLine(submission, language)}`,
  ];
  return `${parts.join('\n\n')}\n`;
}

/** Of the labs that could be checked: one that could not costs nothing. */
function pointsLine({ labs }: SubmissionResult, language: Language): string {
  const graded = labs.filter(isGraded);
  const sum = (part: 'earned' | 'possible') =>
    graded.reduce((total, { points }) => total + points[part], 0);
  const points = pointsText(sum('earned'), sum('possible'))[language];
  if (graded.length === labs.length) return `**${points}**`;
  return `**${texts.soFar[language]} ${points}.** ${texts.rest[language]}`;
}

/** Of a run with `--labs`, nobody knows whether the whole works. */
const isWholeAndWorks = ({ labs }: SubmissionResult): boolean =>
  labs.every(({ verdict }) => verdict === 'passed') && labs.some((lab) => labNumber(lab) === null);

const worksPart = (labs: readonly LabResult[], language: Language): string =>
  [
    `## ${texts.works[language]}`,
    '',
    ...labs.map(
      (lab) =>
        `- ${labTitle(lab, language)} (${pointsText(lab.points.earned, lab.points.possible)[language]})`,
    ),
  ].join('\n');

/** What exactly was looked at: a student who has pushed since can tell. */
function gradedLine(
  { commit, uncommitted, gradedAt }: SubmissionResult,
  language: Language,
): string {
  const when = `${gradedAt.slice(0, 16).replace('T', ' ')} UTC`;
  const what = commit ? `, commit \`${commit.slice(0, 12).replace(/[^0-9a-f]/g, '')}\`` : '';
  const more = commit && uncommitted.length > 0 ? ` ${texts.uncommitted[language]}` : '';
  return `${texts.graded[language]} ${when}${what}${more}.`;
}
