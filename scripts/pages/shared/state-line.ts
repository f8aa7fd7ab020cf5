import type { Text } from '../../language/text.ts';
import { elementOf } from './elements.ts';
import { inPageLanguage } from './language.ts';

/** The page's one sentence about itself; what follows its first line, such as a compiler's words, stands below. */
export function showState(tone: 'idle' | 'busy' | 'good' | 'bad', text: Text): void {
  const [sentence = '', ...details] = inPageLanguage(text).split('\n');
  const line = elementOf('state', HTMLElement);
  line.dataset.tone = tone;
  // Set only when it changes: a screen reader would say the same words again.
  if (line.textContent !== sentence) line.textContent = sentence;
  const below = elementOf('details', HTMLElement);
  below.hidden = details.length === 0;
  below.textContent = details.join('\n');
}
