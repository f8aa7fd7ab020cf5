/**
 * Keeps the windows of a presentation in step: all tabs of this browser that show slides or notes
 * of this site, in any language. Needs no server, so it works on any host.
 */
import {
  initialState,
  isNewer,
  type PresentationState,
  sign,
  stepIndex,
} from './presentation-state.ts';

const name = 'workshop-presentation';

type Message = { type: 'hello' } | { type: 'state'; state: PresentationState };

export interface PresentationChannel {
  /** As it was when this window was last loaded, or as its address says. */
  readonly initial: PresentationState;
  /** Tells the other windows. */
  publish(state: PresentationState): void;
  close(): void;
}

/**
 * @param current this window's state, for a window that is opened later.
 * @param onNewer called with another window's state when that holds.
 */
export function openChannel(
  author: string,
  current: () => PresentationState,
  onNewer: (state: PresentationState) => void,
): PresentationChannel {
  const channel = new BroadcastChannel(name);
  const send = (message: Message) => channel.postMessage(message);
  const publish = (state: PresentationState) => {
    remember(state);
    send({ type: 'state', state });
  };
  channel.onmessage = ({ data }: MessageEvent<Message>) => {
    if (data.type === 'hello') {
      const state = current();
      const signed = sign(state, author);
      if (signed !== state) onNewer(signed);
      publish(signed);
      return;
    }
    // A tab of an older build may know other steps.
    if (stepIndex(data.state.stepId) < 0 || !isNewer(data.state, current())) return;
    remember(data.state);
    onNewer(data.state);
  };
  send({ type: 'hello' });
  return { initial: remembered(), publish, close: () => channel.close() };
}

/** Of this tab, for when it is reloaded: the minutes spent are not in the address. */
function remember(state: PresentationState): void {
  sessionStorage.setItem(name, JSON.stringify(state));
}

function remembered(): PresentationState {
  const fromAddress = initialState(location.hash.slice(1));
  const kept = sessionStorage.getItem(name);
  if (!kept) return fromAddress;
  const state: PresentationState = JSON.parse(kept);
  // Another address was typed: that is what is wanted.
  return state.stepId === fromAddress.stepId ? state : fromAddress;
}
