/** The keys of the slides and of the notes window; presenter remotes send PageUp, PageDown and B. */
import { onBeforeUnmount, onMounted } from 'vue';
import { steps } from '../../../diagrams/presentation/steps.ts';
import type { Action } from './presentation-state.ts';

/** What concerns one window only. */
export type WindowAction = 'full-screen' | 'notes' | 'help';

const actions: Readonly<Record<string, Action | WindowAction>> = {
  ArrowRight: { type: 'next' },
  ArrowDown: { type: 'next' },
  PageDown: { type: 'next' },
  ' ': { type: 'next' },
  ArrowLeft: { type: 'previous' },
  ArrowUp: { type: 'previous' },
  PageUp: { type: 'previous' },
  Home: { type: 'first' },
  End: { type: 'last' },
  b: { type: 'black' },
  '.': { type: 'black' },
  l: { type: 'live' },
  f: 'full-screen',
  n: 'notes',
  '?': 'help',
};

/** Obeys the keys while the component is there. */
export function useKeys(
  perform: (action: Action) => void,
  windowActions: Readonly<Record<WindowAction, () => void>>,
): void {
  const onKey = (event: KeyboardEvent): void => {
    const action = actionOf(event);
    if (!action) return;
    event.preventDefault();
    if (typeof action === 'string') windowActions[action]();
    else perform(action);
  };
  onMounted(() => document.addEventListener('keydown', onKey));
  onBeforeUnmount(() => document.removeEventListener('keydown', onKey));
}

/** @returns null for a key that means something else, here or to the browser. */
function actionOf(event: KeyboardEvent): Action | WindowAction | null {
  if (event.ctrlKey || event.metaKey || event.altKey || isTaken(event)) return null;
  if (event.key === ' ' && event.shiftKey) return { type: 'previous' };
  const digit = /^[0-9]$/.test(event.key) ? steps[Number(event.key)] : undefined;
  if (digit) return { type: 'go', stepId: digit.id };
  return actions[event.key.length === 1 ? event.key.toLowerCase() : event.key] ?? null;
}

/** By what has the focus: a button is pressed with the space bar, a dialog has keys of its own. */
function isTaken({ key, target }: KeyboardEvent): boolean {
  if (!(target instanceof Element)) return false;
  // One that was closed may still have the focus, in a window behind another.
  if (target.closest('dialog[open], input, select, textarea, [contenteditable]')) return true;
  if (key === ' ') return target.closest('a, button, summary, video') !== null;
  const scrolls = ['ArrowUp', 'ArrowDown', 'PageUp', 'PageDown', 'Home', 'End'].includes(key);
  return scrolls && target.closest('[data-scrolls]') !== null;
}
