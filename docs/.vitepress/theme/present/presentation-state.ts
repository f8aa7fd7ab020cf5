/**
 * What all windows of one presentation agree on. Each window changes its own copy and tells the
 * others; of two copies the newer one holds, and all windows agree on which that is. Pure.
 */
import { steps } from '../../../diagrams/presentation/steps.ts';

export interface PresentationState {
  stepId: string;
  /** The slides are black: the class looks at the instructor. */
  isBlack: boolean;
  /** Live figures and demonstrations are shown, if the workshop runs. */
  showsLive: boolean;
  clock: PresentationClock;
  /** Counts the changes (a Lamport clock); of equal ones the greater `author` holds. */
  version: number;
  /** The window that made the last change, or was there first; empty before. */
  author: string;
}

export interface PresentationClock {
  /** By step, without what is being counted at the moment. */
  spentMilliseconds: Readonly<Record<string, number>>;
  /** Since when the step that is shown is counted, in milliseconds since 1970; null while the clock stands. */
  runningSince: number | null;
}

export type Action =
  | { type: 'go'; stepId: string }
  | { type: 'next' | 'previous' | 'first' | 'last' }
  | { type: 'black' | 'live' }
  | { type: 'start-clock' | 'stop-clock' | 'reset-clock' };

/** Who acts, and when. */
export interface Actor {
  author: string;
  /** Milliseconds since 1970. */
  now: number;
}

export const stepIndex = (stepId: string): number => steps.findIndex(({ id }) => id === stepId);
const firstId = steps[0]?.id ?? '';

/** @param stepId from the address; any other word begins with the first step. */
export const initialState = (stepId: string): PresentationState => ({
  stepId: stepIndex(stepId) >= 0 ? stepId : firstId,
  isBlack: false,
  showsLive: true,
  clock: { spentMilliseconds: {}, runningSince: null },
  version: 0,
  author: '',
});

/** True when `other` is to be taken in place of `own`. Of any two different states it is true of one. */
export const isNewer = (other: PresentationState, own: PresentationState): boolean =>
  other.version === own.version ? other.author > own.author : other.version > own.version;

/**
 * Before the first change all states are equal: the window that was there first signs its own, so
 * that it holds against the ones that are opened later. It does not count as a change: what an
 * instructor does in a window that was opened a moment ago holds against it.
 */
export const sign = (state: PresentationState, author: string): PresentationState =>
  state.author === '' ? { ...state, author } : state;

/** The state after an action; the same object when it changes nothing. */
export function act(state: PresentationState, action: Action, actor: Actor): PresentationState {
  const change = changeOf(state, action, actor.now);
  if (!change) return state;
  return { ...state, ...change, version: state.version + 1, author: actor.author };
}

function changeOf(
  state: PresentationState,
  action: Action,
  now: number,
): Partial<PresentationState> | null {
  const { clock } = state;
  switch (action.type) {
    case 'black':
      return { isBlack: !state.isBlack };
    case 'live':
      return { showsLive: !state.showsLive };
    case 'start-clock':
      return clock.runningSince === null ? { clock: { ...clock, runningSince: now } } : null;
    case 'stop-clock':
      return clock.runningSince === null ? null : { clock: stopped(state, now) };
    case 'reset-clock':
      return { clock: { spentMilliseconds: {}, runningSince: null } };
    default:
      return moveTo(state, targetOf(state, action), now);
  }
}

function targetOf(state: PresentationState, action: Action): string {
  const here = stepIndex(state.stepId);
  const at = (index: number) => steps[index]?.id ?? state.stepId;
  switch (action.type) {
    case 'go':
      return stepIndex(action.stepId) >= 0 ? action.stepId : state.stepId;
    case 'next':
      return at(here + 1);
    case 'previous':
      return at(here - 1);
    case 'first':
      return at(0);
    case 'last':
      return at(steps.length - 1);
    default:
      return state.stepId;
  }
}

function moveTo(
  state: PresentationState,
  stepId: string,
  now: number,
): Partial<PresentationState> | null {
  // Whoever goes on wants to be seen.
  if (stepId === state.stepId) return state.isBlack ? { isBlack: false } : null;
  const { clock } = state;
  const isFirstMove =
    clock.runningSince === null && Object.keys(clock.spentMilliseconds).length === 0;
  const isRunning = clock.runningSince !== null || isFirstMove;
  return {
    stepId,
    isBlack: false,
    clock: { ...stopped(state, now), runningSince: isRunning ? now : null },
  };
}

const stopped = (state: PresentationState, now: number): PresentationClock => ({
  spentMilliseconds: { ...state.clock.spentMilliseconds, [state.stepId]: spentOn(state, now) },
  runningSince: null,
});

/** Spent on the step that is shown, or on another one. */
export function spentOn(
  { stepId: shownId, clock }: PresentationState,
  now: number,
  stepId = shownId,
): number {
  const before = clock.spentMilliseconds[stepId] ?? 0;
  const isCounting = stepId === shownId && clock.runningSince !== null;
  return before + (isCounting ? Math.max(0, now - (clock.runningSince ?? now)) : 0);
}

export const spentInAll = (state: PresentationState, now: number): number =>
  steps.reduce((sum, { id }) => sum + spentOn(state, now, id), 0);
