/** The reader's own run of the bench. All charts of a page show the same run: this one or the reference. */
import { onMounted, type Ref, ref, type ShallowRef, shallowRef, watch } from 'vue';
import type { PartName } from '../../../../scripts/bench/report/names.ts';
import type { BenchPart, OwnResults } from '../../../../scripts/site/api-types.ts';
import { callApi, refusalOf } from '../live/call-api.ts';
import { useLive } from '../live/live.ts';

export type WhoseRun = 'reference' | 'own';

export interface OwnRun {
  /** Null on a static page, on another machine, and before anything was measured. */
  results: Readonly<ShallowRef<OwnResults>>;
  shown: Ref<WhoseRun>;
}

const results = shallowRef<OwnResults>(null);
const shown = ref<WhoseRun>('reference');
let isAsked = false;

/** Asks once the workshop answers, and never where it does not run. */
export function useOwnRun(): OwnRun {
  const { mode, isRemote } = useLive();
  onMounted(() =>
    watch(mode, (now) => now === 'live' && !isRemote.value && void ask(), { immediate: true }),
  );
  return { results, shown };
}

async function ask(): Promise<void> {
  if (isAsked) return;
  isAsked = true;
  try {
    results.value = await callApi<OwnResults>('/bench');
  } catch (error) {
    refusalOf(error);
    // The page is whole without it; it is asked for again when the workshop is back.
    isAsked = false;
  }
}

/** @throws {ApiRefusal} with what to tell the reader. */
export const fetchPart = (part: PartName, language: string): Promise<BenchPart> =>
  callApi<BenchPart>(`/bench/${part}?lang=${language}`);
