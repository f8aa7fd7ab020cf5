/** Runs in the page of lab 06 before the student's file is loaded: knows which timers are still to fire. */

export interface PendingTimer {
  kind: 'setTimeout' | 'setInterval';
  milliseconds: number;
  /** Of who set it. */
  stack: string | undefined;
}

const pending = new Map<number, PendingTimer>();

/** Timers that have neither fired for the last time nor been cleared. */
export const pendingTimers = (): PendingTimer[] => [...pending.values()];

/** The page's own, which nobody counts. */
export const uncountedTimeout = window.setTimeout.bind(window);

for (const kind of ['setTimeout', 'setInterval'] as const) {
  const set = window[kind].bind(window) as (run: () => void, milliseconds?: number) => number;
  const counted = (run: TimerHandler, milliseconds = 0, ...parameters: unknown[]): number => {
    const id = set(() => {
      if (kind === 'setTimeout') pending.delete(id);
      if (typeof run === 'function') run(...parameters);
    }, milliseconds);
    pending.set(id, { kind, milliseconds, stack: new Error(kind).stack });
    return id;
  };
  Object.assign(window, { [kind]: counted });
}

// Browsers have one list of ids for both: either clears the other's.
for (const kind of ['clearTimeout', 'clearInterval'] as const) {
  const clear = window[kind].bind(window);
  Object.assign(window, {
    [kind]: (id?: number) => {
      if (id !== undefined) pending.delete(id);
      clear(id);
    },
  });
}
