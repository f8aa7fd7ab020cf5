/** What the windows of a presentation agree on, without windows. */
import { expect, test } from 'vitest';
import {
  type Action,
  act,
  initialState,
  isNewer,
  type PresentationState,
  sign,
  spentInAll,
  spentOn,
} from '../../../docs/.vitepress/theme/present/presentation-state.ts';
import { steps } from '../../../docs/diagrams/presentation/steps.ts';

const first = steps[0]?.id ?? '';
const second = steps[1]?.id ?? '';
const last = steps.at(-1)?.id ?? '';
const actor = (now = 0, author = 'a') => ({ author, now });
const doAll = (state: PresentationState, ...actions: Action[]) =>
  actions.reduce((before, action) => act(before, action, actor()), state);

test('begins where the address says, or with the first step', () => {
  expect(initialState(second).stepId).toBe(second);
  expect(initialState('no-step').stepId).toBe(first);
});

test('goes on and back, and stays at the ends', () => {
  const begun = initialState('');
  expect(doAll(begun, { type: 'next' }).stepId).toBe(second);
  expect(doAll(begun, { type: 'next' }, { type: 'previous' }).stepId).toBe(first);
  expect(doAll(begun, { type: 'previous' })).toBe(begun);
  expect(doAll(begun, { type: 'last' }, { type: 'next' }).stepId).toBe(last);
  expect(doAll(begun, { type: 'go', stepId: 'no-step' })).toBe(begun);
});

test('a step ends the black screen, also the one that is shown already', () => {
  const black = doAll(initialState(''), { type: 'black' });
  expect(black.isBlack).toBe(true);
  expect(doAll(black, { type: 'next' })).toMatchObject({ isBlack: false, stepId: second });
  expect(doAll(black, { type: 'first' })).toMatchObject({ isBlack: false, stepId: first });
});

test('of two states that were changed at once, both windows choose the same', () => {
  const begun = initialState('');
  const one = act(begun, { type: 'next' }, actor(0, 'a'));
  const other = act(begun, { type: 'last' }, actor(0, 'b'));
  expect([isNewer(one, other), isNewer(other, one)]).toEqual([false, true]);
  const later = act(one, { type: 'next' }, actor(0, 'a'));
  expect([isNewer(later, other), isNewer(other, later)]).toEqual([true, false]);
});

test('who was there first holds against a window that is opened, not against what is done in it', () => {
  const there = sign(initialState(second), 'z');
  const opened = initialState('');
  expect([isNewer(there, opened), isNewer(opened, there)]).toEqual([true, false]);
  const moved = act(opened, { type: 'last' }, actor(0, 'a'));
  expect([isNewer(there, moved), isNewer(moved, there)]).toEqual([false, true]);
  expect(sign(moved, 'z')).toBe(moved);
});

test('the clock starts with the first move, and counts each step for itself', () => {
  const begun = initialState('');
  const moved = act(begun, { type: 'next' }, actor(1_000));
  expect(spentOn(moved, 61_000)).toBe(60_000);
  const back = act(moved, { type: 'previous' }, actor(61_000));
  expect(spentOn(back, 71_000)).toBe(10_000);
  expect(spentOn(back, 71_000, second)).toBe(60_000);
  expect(spentInAll(back, 71_000)).toBe(70_000);
});

test('a clock that was stopped stays stopped while steps change', () => {
  const moved = act(initialState(''), { type: 'next' }, actor(1_000));
  const stopped = act(moved, { type: 'stop-clock' }, actor(5_000));
  const on = act(stopped, { type: 'next' }, actor(9_000));
  expect(spentInAll(on, 99_000)).toBe(4_000);
  const running = act(on, { type: 'start-clock' }, actor(99_000));
  expect(spentInAll(running, 100_000)).toBe(5_000);
  expect(spentInAll(act(running, { type: 'reset-clock' }, actor(100_000)), 200_000)).toBe(0);
});
