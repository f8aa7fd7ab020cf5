/** The presentation as this window has it: its state, and how to change it for all windows. */
import { computed, onBeforeUnmount, onMounted, shallowRef } from 'vue';
import { steps } from '../../../diagrams/presentation/steps.ts';
import { openChannel, type PresentationChannel } from './presentation-channel.ts';
import {
  type Action,
  act,
  initialState,
  type PresentationState,
  stepIndex,
} from './presentation-state.ts';

export function usePresentation() {
  const state = shallowRef<PresentationState>(initialState(''));
  /** False while the page is as it was built: every slide below the other. */
  const isRunning = shallowRef(false);
  const author = Math.random().toString(36).slice(2);
  let channel: PresentationChannel | undefined;

  const show = (next: PresentationState) => {
    // A new step is read from its beginning, where the window is too small to show all of it.
    if (next.stepId !== state.value.stepId || !isRunning.value) window.scrollTo(0, 0);
    state.value = next;
    // Replaced, not pushed: "back" leaves the presentation, and does not replay it.
    history.replaceState(history.state, '', `#${next.stepId}`);
  };
  const perform = (action: Action) => {
    const next = act(state.value, action, { author, now: Date.now() });
    if (next === state.value) return;
    show(next);
    channel?.publish(next);
  };
  const followAddress = () => perform({ type: 'go', stepId: location.hash.slice(1) });

  onMounted(() => {
    channel = openChannel(author, () => state.value, show);
    show(channel.initial);
    isRunning.value = true;
    window.addEventListener('hashchange', followAddress);
  });
  onBeforeUnmount(() => {
    window.removeEventListener('hashchange', followAddress);
    channel?.close();
  });

  const index = computed(() => Math.max(0, stepIndex(state.value.stepId)));
  const step = computed(() => steps[index.value] ?? steps[0]);
  const nextStep = computed(() => steps[index.value + 1] ?? null);
  return { state, isRunning, index, step, nextStep, perform };
}
