/** The status as the diagram shows it. */
import { type Ref, type ShallowRef, shallowRef, watch } from 'vue';
import type { Status } from '../../../../scripts/stack/status.ts';
import type { LiveMode } from '../live/live.ts';

/** The supervisor mends a daemon within half a second: a class would blink and miss it. */
const seenMilliseconds = 2_500;

/**
 * The newest status, but for one thing: a status with a broken hop is shown for long enough to be
 * read. Null while the workshop does not answer.
 */
export function useShownStatus(
  mode: Readonly<Ref<LiveMode>>,
  status: Readonly<ShallowRef<Status | null>>,
): Readonly<ShallowRef<Status | null>> {
  const shown = shallowRef<Status | null>(null);
  let brokenAt = Number.NEGATIVE_INFINITY;
  watch(
    [mode, status],
    () => {
      const newest = mode.value === 'live' ? status.value : null;
      const isBroken = newest?.verdict.firstBrokenHop != null;
      const now = performance.now();
      if (isBroken) brokenAt = now;
      // Another status comes every second.
      if (newest && !isBroken && now - brokenAt < seenMilliseconds) return;
      shown.value = newest;
    },
    { immediate: true },
  );
  return shown;
}
