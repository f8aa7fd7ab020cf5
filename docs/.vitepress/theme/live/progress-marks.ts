/** `<span class="lab-mark" data-lab="05-nginx"></span>` gets a ✓, a ◐, or nothing. */

import { pointsText, words } from '../../../../scripts/labs/terminal/words.ts';
import type { Language, Text } from '../../../../scripts/language/text.ts';
import type { LabState } from '../../../../scripts/site/api-types.ts';

interface Mark {
  state: 'passed' | 'begun';
  sign: string;
  words: Text;
}

export function showMarks(labs: Readonly<Record<string, LabState>>, language: Language): void {
  for (const element of document.querySelectorAll<HTMLElement>('.lab-mark[data-lab]')) {
    const lab = labs[element.dataset.lab ?? ''];
    const mark = lab && markOf(lab);
    if (mark) show(element, mark, language);
    else clear(element);
  }
}

function markOf({ isPassed, points: { earned, possible } }: LabState): Mark | undefined {
  if (isPassed) return { state: 'passed', sign: '✓', words: words.passed };
  if (earned === 0) return undefined;
  return { state: 'begun', sign: '◐', words: pointsText(earned, possible) };
}

function show(element: HTMLElement, mark: Mark, language: Language): void {
  const inWords = mark.words[language];
  // The whole sidebar is looked at every time; what is right already stays as it is.
  if (element.title === inWords) return;
  element.dataset.state = mark.state;
  element.title = inWords;
  const sign = document.createElement('span');
  sign.ariaHidden = 'true';
  sign.textContent = mark.sign;
  const hidden = document.createElement('span');
  hidden.className = 'visually-hidden';
  hidden.textContent = ` ${inWords}`;
  element.replaceChildren(sign, hidden);
}

function clear(element: HTMLElement): void {
  if (element.title === '') return;
  delete element.dataset.state;
  element.title = '';
  element.replaceChildren();
}
