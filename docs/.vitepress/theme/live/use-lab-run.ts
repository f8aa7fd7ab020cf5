/** A lab of the running workshop, as the panel of its page and the page's margin show it. */
import { type ComputedRef, computed, effectScope, type Ref, ref, shallowRef, watch } from 'vue';
import type { CheckReport } from '../../../../scripts/labs/report.ts';
import type { LabRun, LabState, RunRequest } from '../../../../scripts/site/api-types.ts';
import { type ApiRefusal, callApi, refusalOf } from './call-api.ts';
import { useLive } from './live.ts';
import { useText } from './use-text.ts';

/** What outlives a component: the places of a page that show one lab share it. */
interface Shared {
  /** False until something is done: what comes by itself must not move the page's text. */
  isOpen: Ref<boolean>;
  hintsShown: Ref<number>;
  /** Whether the first run is to be followed by one at every save. */
  wantsWatching: Ref<boolean>;
  /** A request is under way. */
  isAsking: Ref<boolean>;
  /** What the API said instead of doing what was asked last. */
  refusal: Ref<ApiRefusal | null>;
}

export interface LabRunControl extends Omit<Shared, 'wantsWatching'> {
  lab: ComputedRef<LabState | undefined>;
  run: ComputedRef<LabRun | null>;
  isRunning: ComputedRef<boolean>;
  /** Every save begins a run; before the first run, will begin one from then on. */
  isWatching: ComputedRef<boolean>;
  /** The workshop answers, and this page may ask it to run code. */
  canAsk: ComputedRef<boolean>;
  /** The check to look at first. */
  first: ComputedRef<CheckReport | undefined>;
  check(): Promise<void>;
  cancel(): Promise<void>;
  setWatching(isWatching: boolean): Promise<void>;
}

const sharedByFolder = new Map<string, Shared>();

/** @param folder `05-nginx` */
export function useLabRun(folder: string): LabRunControl {
  const { mode, isRemote, labs } = useLive();
  const { language } = useText();
  const lab = computed(() => labs.value[folder]);
  const run = computed(() => lab.value?.run ?? null);
  const shared = sharedByFolder.get(folder) ?? share(folder, lab);
  const isWatching = computed(() => run.value?.isWatching ?? shared.wantsWatching.value);
  const address = `/labs/${folder}/run`;

  const begin = (watches: boolean) => {
    shared.isOpen.value = true;
    const body: RunRequest = { watch: watches, language: language.value };
    return ask(shared, () => callApi(address, { method: 'POST', body }));
  };
  const cancel = () => ask(shared, () => callApi(address, { method: 'DELETE' }));
  const setWatching = async (watches: boolean) => {
    shared.wantsWatching.value = watches;
    if (run.value) await (watches ? begin(true) : cancel());
  };

  return {
    ...shared,
    lab,
    run,
    isRunning: computed(() => isUnderWay(run.value)),
    canAsk: computed(() => mode.value === 'live' && !isRemote.value && !shared.isAsking.value),
    first: computed(() => firstNotPassed(run.value?.checks ?? [])),
    isWatching,
    check: () => begin(isWatching.value),
    cancel,
    setWatching,
  };
}

function share(folder: string, lab: ComputedRef<LabState | undefined>): Shared {
  const shared: Shared = {
    isOpen: ref(false),
    hintsShown: ref(0),
    wantsWatching: ref(true),
    isAsking: ref(false),
    refusal: shallowRef(null),
  };
  sharedByFolder.set(folder, shared);
  // For as long as the tab lives, not only while the component does that came first.
  effectScope(true).run(() => {
    watch(lab, (now, before) => {
      // The first word of the workshop is of runs that were there before the page was.
      if (before && now?.run?.number !== before.run?.number) shared.isOpen.value = true;
      if (now?.run?.report?.verdict === 'passed') shared.hintsShown.value = 0;
    });
  });
  return shared;
}

async function ask({ isAsking, refusal }: Shared, request: () => Promise<unknown>): Promise<void> {
  if (isAsking.value) return;
  isAsking.value = true;
  refusal.value = null;
  try {
    await request();
  } catch (error) {
    refusal.value = refusalOf(error);
  } finally {
    isAsking.value = false;
  }
}

const isUnderWay = (run: LabRun | null): boolean =>
  run?.state === 'preparing' || run?.state === 'running';

/** As the terminal chooses it; the module that does imports the schemas with it. */
const firstNotPassed = (checks: readonly CheckReport[]): CheckReport | undefined =>
  checks.find(({ state }) => state === 'environment') ??
  checks.find(({ state }) => state === 'failed');
