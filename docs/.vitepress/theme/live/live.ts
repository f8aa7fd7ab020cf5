/** The one connection of this tab to the running workshop. Every live component reads from here. */
import { onMounted, type Ref, ref, type ShallowRef, shallowRef } from 'vue';
import {
  type LabState,
  type LiveEvents,
  liveMetaName,
} from '../../../../scripts/site/api-types.ts';
import type { Status } from '../../../../scripts/stack/status.ts';

/**
 * `static`: the page is hosted elsewhere, and nothing is ever asked of anyone.
 * `lost`: the workshop does not answer at the moment; the page goes on trying by itself.
 */
export type LiveMode = 'static' | 'connecting' | 'live' | 'lost';

export interface Live {
  mode: Readonly<Ref<LiveMode>>;
  /** The reader sits at another machine than the one where the workshop runs. */
  isRemote: Readonly<Ref<boolean>>;
  /** Null until the first one comes. */
  status: Readonly<ShallowRef<Status | null>>;
  /** By folder: `05-nginx`. */
  labs: Readonly<ShallowRef<Readonly<Record<string, LabState>>>>;
}

const mode = ref<LiveMode>('static');
const isRemote = ref(false);
const status = shallowRef<Status | null>(null);
const labs = shallowRef<Readonly<Record<string, LabState>>>({});

const firstRetryMilliseconds = 1_000;
const longestRetryMilliseconds = 8_000;

let token: string | undefined;
let events: EventSource | undefined;
let retryTimer: ReturnType<typeof setTimeout> | undefined;
let retryMilliseconds = firstRetryMilliseconds;

/** Connects when the component is mounted: nothing happens while a page is being built. */
export function useLive(): Live {
  onMounted(start);
  return { mode, isRemote, status, labs };
}

/** What a request that runs code must carry; empty on another machine and on a static page. */
export const liveToken = (): string => token ?? '';

function start(): void {
  if (token !== undefined) return;
  const meta = document.querySelector<HTMLMetaElement>(`meta[name="${liveMetaName}"]`);
  token = meta?.content ?? '';
  if (!meta) return;
  isRemote.value = token === '';
  mode.value = 'connecting';
  // A browser keeps six connections to a host: a tab that nobody looks at gives its own back.
  document.addEventListener('visibilitychange', followVisibility);
  followVisibility();
}

function followVisibility(): void {
  if (document.hidden) disconnect();
  else if (!events) connect();
}

function connect(): void {
  clearTimeout(retryTimer);
  events = new EventSource('/api/events');
  on('status', (data) => {
    status.value = data;
    retryMilliseconds = firstRetryMilliseconds;
    mode.value = 'live';
  });
  on('lab', (data) => {
    labs.value = { ...labs.value, [data.folder]: data };
  });
  // The browser's own retries end for good when something else answers at this address.
  events.onerror = () => {
    disconnect();
    mode.value = 'lost';
    retryTimer = setTimeout(connect, retryMilliseconds);
    retryMilliseconds = Math.min(2 * retryMilliseconds, longestRetryMilliseconds);
  };
}

function on<E extends keyof LiveEvents>(name: E, listener: (data: LiveEvents[E]) => void): void {
  events?.addEventListener(name, ({ data }: MessageEvent<string>) => listener(JSON.parse(data)));
}

function disconnect(): void {
  clearTimeout(retryTimer);
  events?.close();
  events = undefined;
}
