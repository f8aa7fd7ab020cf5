/** A whole stack for one look at it: real daemons on ports of its own, in a folder of its own. */
import { once } from 'node:events';
import type {
  IngestWay,
  PictureChoice,
  SegmentProfileName,
  Settings,
} from '../../labs/settings.ts';
import { type Stack, type StackPrograms, startStack } from '../stack/stack.ts';
import { loadStages, type StageSource, solutionSources } from '../stack/stages.ts';
import type { HopId, Status } from '../stack/status.ts';
import { ownSettings } from './own-settings.ts';
import type { Keeper } from './room.ts';

export interface OwnStack extends Stack {
  readonly settings: Settings;
  readonly playlistUrl: string;
  /**
   * Waits for a status that fits.
   * @throws {Error} with the last status's verdict after the limit; the signal's reason when it aborts.
   */
  waitForStatus(
    what: string,
    fits: (status: Status) => boolean,
    limitSeconds?: number,
    signal?: AbortSignal,
  ): Promise<Status>;
  /** Where the site has not been built yet, that takes both cores for a while: no time to measure in. */
  waitForPages(signal: AbortSignal): Promise<void>;
}

export interface OwnStackOptions {
  programs: StackPrograms;
  /** Default `balanced`. */
  profile?: SegmentProfileName;
  /** Default `synthetic`. */
  publisher?: 'synthetic' | 'none';
  /** Default: the solutions. */
  sources?: readonly StageSource[];
  /** Default `relay`. */
  ingest?: IngestWay;
  /** Default `copy`. */
  picture?: PictureChoice;
  listenAddress?: string;
  iceAddress?: string;
  /** UDP ports for WebRTC: each viewer takes one. Default: as many as the workshop needs. */
  icePorts?: number;
}

const defaultLimitSeconds = 30;

/** @param keeper takes it down, and removes its folder. */
export async function startOwnStack(keeper: Keeper, options: OwnStackOptions): Promise<OwnStack> {
  const { programs, profile = 'balanced', publisher = 'synthetic', ...choices } = options;
  const { listenAddress, iceAddress, ingest, picture } = choices;
  const { settings: usual, remove } = await ownSettings({
    profile,
    ...(listenAddress && { listenAddress }),
    ...(iceAddress && { iceAddress }),
    ...(ingest && { ingest }),
    ...(picture && { picture }),
  });
  keeper.defer(remove);
  const settings = options.icePorts ? withIcePorts(usual, options.icePorts) : usual;
  const stages = await loadStages(options.sources ?? solutionSources());
  const stack = await startStack({ settings, stages, programs, publisher });
  keeper.defer(() => stack.stop());
  return {
    ...stack,
    playlistUrl: `http://127.0.0.1:${settings.ports.origin}/live/index.m3u8`,
    waitForStatus: (what, fits, limitSeconds = defaultLimitSeconds, signal) =>
      waitForStatus(stack, { what, fits, limitSeconds, signal }),
    waitForPages: (signal) => Promise.race([stack.pagesReady, rejectedBy(signal)]),
  };
}

/** The range is shared with other stacks: Janus takes what is free in it. */
const withIcePorts = (settings: Settings, count: number): Settings => ({
  ...settings,
  ports: { ...settings.ports, iceLast: settings.ports.iceFirst + count - 1 },
});

export const isOk =
  (...hops: readonly HopId[]) =>
  (status: Status): boolean =>
    hops.every((hop) => status.hops[hop].state === 'ok');

/** So many segments are listed: with fewer a player starts nearer to the live edge than it later stays. */
export const listsSegments =
  (least: number) =>
  ({ hops }: Status): boolean =>
    (hops.playlist.figures.segments ?? 0) >= least;

async function rejectedBy(signal: AbortSignal): Promise<never> {
  if (!signal.aborted) await once(signal, 'abort');
  throw signal.reason;
}

interface Wanted {
  what: string;
  fits: (status: Status) => boolean;
  limitSeconds: number;
  signal: AbortSignal | undefined;
}

function waitForStatus(stack: Stack, wanted: Wanted): Promise<Status> {
  const { what, fits, limitSeconds, signal } = wanted;
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(limit);
      unsubscribe();
      signal?.removeEventListener('abort', giveUp);
    };
    const giveUp = () => {
      stop();
      reject(signal?.reason);
    };
    const look = (status: Status) => {
      if (!fits(status)) return;
      stop();
      resolve(status);
    };
    const limit = setTimeout(() => {
      stop();
      const { verdict } = stack.status.current();
      reject(new Error(`Not seen in ${limitSeconds} s: ${what}. Verdict: ${verdict.sentence.en}`));
    }, limitSeconds * 1_000);
    const unsubscribe = stack.status.subscribe(look);
    signal?.addEventListener('abort', giveUp);
    if (signal?.aborted) giveUp();
    else look(stack.status.current());
  });
}
