/** A student's player in a page of its own, and the streams it is given to play. */
import { rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { playlistUrl, type Settings } from '../../labs/settings.ts';
import type { LabPrograms } from '../labs/lab-checks.ts';
import type { Scope } from '../labs/scope.ts';
import type { StagePage } from '../labs/stage-page.ts';
import { LiveMirror, type MirrorState } from './live-mirror.ts';
import { Viewing } from './viewing.ts';

/** Segments behind the live edge: what all players but one are told. */
export const nearSegments = 2;
/** What that one is told. */
export const farSegments = 4;

export interface TriedViewer {
  page: StagePage;
  programs: LabPrograms;
  /** Of the bench. */
  settings: Settings;
  scope: Scope;
  /** Names the folders of this trial. */
  id: string;
}

/** The stream under an address of its own: by it, requests are told apart. */
export async function openViewing(
  { page, settings, scope, id }: TriedViewer,
  name: string,
  liveSyncSegments: number,
): Promise<Viewing> {
  const folder = `${id}-${name}`;
  scope.defer(() => rm(join(settings.paths.live, folder), { force: true }));
  await symlink(settings.paths.live, join(settings.paths.live, folder));
  const url = addressOf(settings, folder);
  return Viewing.open(page, { name, url, liveSyncSegments }, scope.signal);
}

const addressOf = (settings: Settings, folder: string): string =>
  playlistUrl(settings).replace('index.m3u8', `${folder}/index.m3u8`);

/** The stream below an address of its own, where things can go wrong. */
export async function mirrorOf(
  { page, settings, scope, id }: TriedViewer,
  name: string,
  isMissing: (segment: string) => boolean,
  state?: MirrorState,
) {
  const folder = `${id}-${name}`;
  const { live } = settings.paths;
  const to = join(live, folder);
  const mirror = await LiveMirror.start({ from: live, to, isMissing }, state);
  scope.defer(async () => {
    await mirror.stop();
    await rm(to, { recursive: true, force: true });
  });
  scope.signal.throwIfAborted();
  const order = { name, url: addressOf(settings, folder), liveSyncSegments: nearSegments };
  return {
    become: (next: MirrorState) => mirror.become(next),
    view: () => Viewing.open(page, order, scope.signal),
  };
}
